"""The command line: `netzwerkstatt <command>`."""

import argparse
import os
import secrets
import sys
import tempfile
from datetime import date
from pathlib import Path


def main(arguments: list[str] | None = None) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "netzwerkstatt.config.settings")
    parser = argparse.ArgumentParser(prog="netzwerkstatt", description="Netzwerkstatt betreiben.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="BEFEHL")
    _add_engine_commands(commands)
    commands.add_parser("prepare", help="Datenbank anlegen oder erneuern, Katalog und Gebiete laden")
    demo = commands.add_parser("demo", help="Vorführnetz anlegen oder entfernen")
    demo.add_argument(
        "--remove", action="store_true", help="alles Erfundene wieder entfernen; echte Mitglieder bleiben"
    )
    demo.add_argument("--scale", type=int, metavar="N", help="dazu N erzeugte Erfahrungen, für Messungen")
    demo.add_argument("--real-texts", type=Path, metavar="CSV", help="Projektbeschreibungen als Entwürfe")
    demo.add_argument("--members", type=Path, metavar="ORDNER", help="dazu Mitglieder, die Quellen belegen")
    _add_import_commands(commands)
    serve = commands.add_parser("serve", help="Server und Hintergrundarbeiten starten")
    serve.add_argument("--port", type=int, default=8000)
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--workers", type=int, default=2)
    commands.add_parser("tasks", help="einmal tun, was fällig ist: Briefe, Gelöschtes räumen")
    search = commands.add_parser("search", help="Suche neu aufbauen oder messen").add_subparsers(
        dest="what", required=True, metavar="WAS"
    )
    search.add_parser("rebuild", help="den Index neu aufbauen")
    evaluate = search.add_parser("evaluate", help="mit beurteilten Fragen messen, ohne Daten anzurühren")
    for name in ("corpus", "queries", "qrels"):
        evaluate.add_argument(f"--{name}", type=Path, required=True)
    evaluate.add_argument("--lexical-only", action="store_true", help="nur Wörter, ohne Bedeutung")
    backup = commands.add_parser("backup", help="alles in eine Datei sichern")
    backup.add_argument("file", type=Path)
    restore = commands.add_parser("restore", help="eine Sicherung zurückholen")
    restore.add_argument("file", type=Path)
    commands.add_parser("check", help="Einstellungen prüfen")
    commands.add_parser("django", help="Djangos eigene Befehle", add_help=False)
    given, rest = parser.parse_known_args(arguments)
    if rest and given.command != "django":
        parser.error(f"unbekannt: {' '.join(rest)}")
    if hasattr(given, "run"):
        return int(given.run(given))
    return _run(given, rest)


def _add_engine_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The calculating commands need neither database nor settings."""
    try:
        from netzwerkstatt.insight.qca_files import add_commands
    except ImportError:
        return
    add_commands(commands)


def _add_import_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Official files: with a bad row nothing is written, unless the good rows are asked for."""
    words = {"import-areas": "amtliche Gebiete einlesen", "import-structure": "Strukturdaten einlesen"}
    for name, help_ in words.items():
        command = commands.add_parser(name, help=help_)
        command.add_argument("files", type=Path, nargs="+", metavar="DATEI")
        command.add_argument("--preview", action="store_true", help="nur zeigen, was sich ändern würde")
        command.add_argument(
            "--good-rows", action="store_true", help="auch mit fehlerhaften Zeilen: die guten einlesen"
        )
        command.add_argument("--source", metavar="TEXT", help="Quelle, kurz")
        command.add_argument("--credit", metavar="TEXT", help="Quellenvermerk")
        command.add_argument("--licence", metavar="TEXT", help="Lizenz")
        command.add_argument(
            "--as-of",
            type=date.fromisoformat,
            metavar="TAG",
            help="Stand der Gebiete, zum Beispiel 2022-12-31",
        )


def _run(given: argparse.Namespace, rest: list[str]) -> int:
    import django

    if (given.command, getattr(given, "what", "")) == ("search", "evaluate"):
        return _in_a_store_of_its_own(given)
    _prepare_folder()
    django.setup()
    from netzwerkstatt.config import operation

    if given.command == "django":
        from django.core.management import execute_from_command_line

        execute_from_command_line(["netzwerkstatt django", *rest])
        return 0
    return int(getattr(operation, given.command.replace("-", "_"))(given) or 0)


def _in_a_store_of_its_own(given: argparse.Namespace) -> int:
    """Run with an empty database in a folder that is thrown away afterwards."""
    import django

    with tempfile.TemporaryDirectory() as folder:
        os.environ["NETZWERKSTATT_DATA"] = folder
        os.environ.pop("NETZWERKSTATT_DATABASE", None)
        django.setup()
        from netzwerkstatt.config import operation

        return int(operation.evaluate(given) or 0)


def _prepare_folder() -> None:
    """The data folder, and in it a secret of its own for everything that is not production."""
    data = Path(os.environ.get("NETZWERKSTATT_DATA", "data")).resolve()
    data.mkdir(parents=True, exist_ok=True)
    secret = data / "secret.txt"
    if not secret.exists():
        secret.write_text(secrets.token_urlsafe(50) + "\n", encoding="ascii")
        secret.chmod(0o600)


if __name__ == "__main__":
    sys.exit(main())
