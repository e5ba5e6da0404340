"""How long somebody waits who brings a large table.

    NETZWERKSTATT_DATA=FOLDER .venv/bin/netzwerkstatt demo --real-texts CSV
    NETZWERKSTATT_DATA=FOLDER .venv/bin/python benchmarks/bring/run.py CSV… [--rows 2000]

Takes the first rows of the tables together as one file, brings it for the fictional holder of these scratch data, and
prints a Markdown table: seconds of each page, and what the preview found. Takes over 200 rows at the end.
"""

import argparse
import csv
import io
import os
import time
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "netzwerkstatt.config.settings")


def one_table(files: list[Path], number: int) -> bytes:
    rows: list[dict[str, str]] = []
    for file in files:
        with file.open(encoding="utf-8", newline="") as handle:
            rows += csv.DictReader(handle)
    made = io.StringIO()
    writer = csv.DictWriter(made, rows[0].keys())
    writer.writeheader()
    writer.writerows(rows[:number])
    return made.getvalue().encode()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--rows", type=int, default=2000)
    given = parser.parse_args()
    import django

    django.setup()
    report(one_table(given.files, given.rows))


def report(content: bytes) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from netzwerkstatt.accounts.models import Person
    from netzwerkstatt.practice.models import Undertaking

    person = Person.objects.get(email="probe@probehausen.example")
    holder = person.mandates.get().organisation_id
    client = Client(headers={"host": "localhost"})
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    print(f"\n{Undertaking.objects.count()} Vorhaben sind schon da.\n")
    print("| Schritt | Sekunden | Abfragen |\n|---|---|---|")

    def step(name: str, deed):  # type: ignore[no-untyped-def]
        begun = time.perf_counter()
        with CaptureQueriesContext(connection) as context:
            answer = deed()
        print(f"| {name} | {time.perf_counter() - begun:.1f} | {len(context.captured_queries)} |")
        if answer.status_code not in (200, 302):
            raise SystemExit(f"{name}: {answer.status_code}")
        return answer

    file = SimpleUploadedFile("projekte.csv", content)
    address = step(
        "hochladen", lambda: client.post("/erzaehlen/einlesen/", {"holder": holder, "file": file})
    )["Location"]
    step("Spalten", lambda: client.get(address))
    preview = address.removesuffix("spalten/")
    page = step("Vorschau", lambda: client.get(preview)).content.decode()
    step("bestätigen, 200 Zeilen", lambda: client.post(preview, {"others": "create", "confirm": "1"}))
    client.post(preview + "verwerfen/")
    print("\n" + page[page.index('<dl class="nw-dates') : page.index("</dl>")].replace("</dd>", "\n"))


if __name__ == "__main__":
    main()
