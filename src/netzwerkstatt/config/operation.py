"""What the command line does. Each function gets the parsed arguments and returns an exit code or nothing."""

import argparse
import json
import os
import signal
import subprocess
import sys
import tarfile
import tempfile
import time
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection


def say(line: str) -> None:
    print(line, flush=True)


def prepare(_given: argparse.Namespace) -> None:
    from netzwerkstatt.catalogue.content import load_first_content
    from netzwerkstatt.network.content import load_areas

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    load_areas()
    load_first_content()
    call_command("collectstatic", interactive=False, verbosity=0)


def demo(given: argparse.Namespace) -> int:
    if given.remove:
        from netzwerkstatt.demo.removal import remove_demonstration

        gone = remove_demonstration()
        say(
            f"Entfernt: {gone.places} Kommunen, {gone.people} Personen und alles, was daran hing ({gone.rows} Zeilen)."
        )
        return 0
    if settings.PRODUCTION:
        say("Im Betrieb gibt es keine Vorführung.")
        return 2
    prepare(given)
    if _real_people_alone():
        say("Hier arbeiten schon Menschen. Die Vorführung braucht einen eigenen Datenordner.")
        return 2
    if given.real_texts:
        from netzwerkstatt.demo.real_texts import load_real_texts

        say(f"{load_real_texts(given.real_texts)} Entwürfe angelegt.")
        return 0
    from netzwerkstatt.demo.actions import build_demonstration

    build_demonstration(say)
    if given.members:
        from netzwerkstatt.demo.members import load_proven_members

        say(f"{load_proven_members(given.members)} belegte Mitglieder angelegt.")
    if given.scale:
        from netzwerkstatt.demo.scale import build_scale

        say(f"{build_scale(given.scale, say)} Erfahrungen erzeugt.")
    return 0


def _real_people_alone() -> bool:
    """A demonstration built beside a real network would write letters to real people."""
    from netzwerkstatt.accounts.models import Person

    return Person.objects.exists() and not Person.objects.filter(is_demonstration=True).exists()


def import_areas(given: argparse.Namespace) -> int:
    from netzwerkstatt.config.imports import run

    return run("areas", given, say)


def import_structure(given: argparse.Namespace) -> int:
    from netzwerkstatt.config.imports import run

    return run("structure", given, say)


def check(_given: argparse.Namespace) -> int:
    from netzwerkstatt.accounts.models import Person

    if Person._meta.db_table not in connection.introspection.table_names():
        say("Die Datenbank ist noch leer. Zuerst: netzwerkstatt prepare")
        return 2
    if settings.PRODUCTION and Person.objects.filter(is_demonstration=True).exists():
        say("In dieser Datenbank liegen Konten der Vorführung. So startet der Betrieb nicht.")
        return 2
    call_command("check", deploy=settings.PRODUCTION)
    return 0


def serve(given: argparse.Namespace) -> int:
    """The server and, beside it, the background work. Ends when the server ends."""
    if check(given):
        return 2
    background = subprocess.Popen([sys.executable, "-m", "netzwerkstatt.config.background"])
    server = subprocess.Popen(
        [
            sys.executable, "-m", "granian", "netzwerkstatt.config.wsgi:application", "--interface", "wsgi",
            "--host", given.host, "--port", str(given.port), "--workers", str(given.workers),
            "--blocking-threads", "4", "--no-ws", "--log-level", "warning", "--workers-kill-timeout", "3",
        ]
    )  # fmt: skip
    signal.signal(signal.SIGTERM, lambda *_: server.terminate())
    try:
        return server.wait()
    except KeyboardInterrupt:
        return 0
    finally:
        for process in (server, background):
            _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Ask politely, then insist: an open connection of a browser must not keep the server alive."""
    process.terminate()
    try:
        process.wait(timeout=6)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def tasks(_given: argparse.Namespace) -> None:
    from netzwerkstatt.kernel.files.actions import clear_staged
    from netzwerkstatt.kernel.mail.actions import send_due
    from netzwerkstatt.practice.actions.telling import clear_deleted
    from netzwerkstatt.practice.vorlagen.actions import clear_deleted_templates
    from netzwerkstatt.search.keeping import put_search_letters

    put_search_letters()
    say(
        f"{send_due()} Briefe verschickt, {clear_deleted()} gelöschte Vorhaben, {clear_deleted_templates()} Vorlagen und {clear_staged()} Dateien geräumt."
    )


def search(_given: argparse.Namespace) -> None:
    from netzwerkstatt.search.actions import rebuild

    start = time.monotonic()
    say(f"{rebuild()} Einträge in {time.monotonic() - start:.1f} s.")


def evaluate(given: argparse.Namespace) -> int:
    """Measure the search; runs in a store of its own (see commandline)."""
    from netzwerkstatt.catalogue.content import load_first_content
    from netzwerkstatt.search.evaluation import NotMeasurable
    from netzwerkstatt.search.evaluation import evaluate as measure

    call_command("migrate", verbosity=0)
    load_first_content()
    try:
        found = measure(given.corpus, given.queries, given.qrels, lexical_only=given.lexical_only)
    except (NotMeasurable, OSError) as error:
        say(str(error))
        return 2
    say(json.dumps(found, indent=2))
    return 0


def backup(given: argparse.Namespace) -> int:
    """One file with the database and all files. Works while the server runs."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / (
            "netzwerkstatt.sqlite3" if connection.vendor == "sqlite" else "netzwerkstatt.dump"
        )
        _copy_database(copy)
        given.file.parent.mkdir(parents=True, exist_ok=True)
        with tarfile.open(given.file, "w:gz") as archive:
            archive.add(copy, copy.name)
            for name in ("files", "secret.txt"):
                if (settings.DATA / name).exists():
                    archive.add(settings.DATA / name, name)
    say(f"Gesichert: {given.file} ({given.file.stat().st_size / 1e6:.1f} MB)")
    return 0


def _copy_database(target: Path) -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(target)])
        return
    subprocess.run(
        ["pg_dump", "--format=custom", "--file", str(target)], check=True, env=_postgres_environment()
    )


def _postgres_environment() -> dict[str, str]:
    database = settings.DATABASES["default"]
    names = {
        "PGDATABASE": "NAME",
        "PGUSER": "USER",
        "PGPASSWORD": "PASSWORD",
        "PGHOST": "HOST",
        "PGPORT": "PORT",
    }
    given = {**database, "HOST": database.get("HOST") or database.get("OPTIONS", {}).get("host", "")}
    return {**os.environ, **{key: str(given[name]) for key, name in names.items() if given.get(name)}}


def restore(given: argparse.Namespace) -> int:
    """Put a backup in place. What was there is kept beside it, never thrown away."""
    if not given.file.exists():
        say(f"Die Datei {given.file} gibt es nicht. Es wurde nichts geändert.")
        return 2
    connection.close()
    with tempfile.TemporaryDirectory(dir=settings.DATA) as folder, tarfile.open(given.file) as archive:
        archive.extractall(folder, filter="data")
        if connection.vendor == "sqlite":
            _put_sqlite(Path(folder))
        else:
            dump = str(Path(folder) / "netzwerkstatt.dump")
            subprocess.run(
                [
                    "pg_restore",
                    "--clean",
                    "--if-exists",
                    "--no-owner",
                    "--dbname",
                    str(settings.DATABASES["default"]["NAME"]),
                    dump,
                ],
                check=True,
                env=_postgres_environment(),
            )
        for name in ("files", "secret.txt"):
            if (Path(folder) / name).exists():
                _keep_aside(settings.DATA / name)
                (Path(folder) / name).rename(settings.DATA / name)
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    aside = (
        " Der frühere Stand liegt daneben, mit „.vorher“ im Namen." if connection.vendor == "sqlite" else ""
    )
    say(f"Zurückgeholt.{aside}")
    return 0


def _put_sqlite(folder: Path) -> None:
    target = Path(settings.DATABASES["default"]["NAME"])
    for suffix in ("", "-wal", "-shm"):
        _keep_aside(target.with_name(target.name + suffix))
    (folder / "netzwerkstatt.sqlite3").rename(target)


def _keep_aside(path: Path) -> None:
    if path.exists():
        path.rename(path.with_name(f"{path.name}.{int(time.time())}.vorher"))
