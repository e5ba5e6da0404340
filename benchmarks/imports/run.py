"""How long official files take: reading areas, previewing 2,000 rows, reading structural data.

    NETZWERKSTATT_DATA=SCRATCH .venv/bin/python benchmarks/imports/run.py FOLDER

FOLDER holds `gebiete` and `kreisindikatoren`; SCRATCH is an empty folder, its database is made anew. Prints one Markdown table.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "netzwerkstatt.config.settings")
AREAS = ("laender", "kreise", "berlin_bezirke", "gemeinden")
ROWS = 2000


def timed(words: str, bound: str, work: Callable[[], object]) -> None:
    begun = time.perf_counter()
    work()
    print(f"| {words} | {time.perf_counter() - begun:.1f} | {bound} |", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    import django

    django.setup()
    from django.core.management import call_command

    from netzwerkstatt.config.imports import SHELL
    from netzwerkstatt.indicators.files import prepare, write
    from netzwerkstatt.network.content import load_areas

    call_command("migrate", verbosity=0)
    load_areas()

    def read(purpose: str, path: Path) -> None:
        write(prepare(purpose, path.name, path.read_bytes()), by=SHELL)

    areas = [folder / "gebiete" / f"{name}.csv" for name in AREAS]
    tables = sorted((folder / "kreisindikatoren").glob("*.csv"))
    wide = (
        (folder / "kreisindikatoren/inkar_kreise.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    )
    part = "".join(wide[: ROWS + 1]).encode()
    bad = (wide[0] + "".join(f"x{line}" for line in wide[1 : ROWS + 1])).encode()
    print("| what | seconds | bound |\n|---|---|---|")
    timed("areas, 11,418 rows", "20", lambda: [read("areas", path) for path in areas])
    timed("the same again", "", lambda: [read("areas", path) for path in areas])
    timed("preview of 2,000 rows with 11 columns", "10", lambda: prepare("structure", "part.csv", part))
    timed("preview of 2,000 bad rows", "10", lambda: prepare("structure", "bad.csv", bad))
    timed(
        "structural data, 7 files, 121,890 values", "", lambda: [read("structure", path) for path in tables]
    )
    timed("preview of 2,000 rows over these", "10", lambda: prepare("structure", "part.csv", part))
    timed("structural data again", "", lambda: [read("structure", path) for path in tables])
    return 0


if __name__ == "__main__":
    sys.exit(main())
