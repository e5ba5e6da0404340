"""The installation starts only as what it says it is."""

import os
import subprocess
import sys

import pytest

from netzwerkstatt.accounts.models import Person


def start(code="import netzwerkstatt.config.settings", **environment):
    base = {k: v for k, v in os.environ.items() if not k.startswith(("NETZWERKSTATT", "DJANGO"))}
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env={**base, **environment}
    )


def test_production_refuses_the_demonstration_secret(tmp_path):
    done = start(NETZWERKSTATT_MODE="production", NETZWERKSTATT_DATA=str(tmp_path))
    assert done.returncode != 0
    assert "Mit dem Schlüssel der Vorführung startet der Betrieb nicht" in done.stderr


def test_a_secret_lying_in_the_folder_does_not_serve_production(tmp_path):
    (tmp_path / "secret.txt").write_text("x" * 60)
    done = start(NETZWERKSTATT_MODE="production", NETZWERKSTATT_DATA=str(tmp_path))
    assert "NETZWERKSTATT_SECRET fehlt" in done.stderr


def test_production_refuses_a_short_secret(tmp_path):
    done = start(
        NETZWERKSTATT_MODE="production", NETZWERKSTATT_SECRET="kurz", NETZWERKSTATT_DATA=str(tmp_path)
    )
    assert done.returncode != 0
    assert "mindestens 50 zufällige Zeichen" in done.stderr


def test_the_check_for_deployment_has_nothing_to_say(tmp_path):
    given = {
        "NETZWERKSTATT_MODE": "production",
        "NETZWERKSTATT_SECRET": "aB3-xY7_" * 8,
        "NETZWERKSTATT_DATA": str(tmp_path),
        "NETZWERKSTATT_HOSTS": "netz.example",
        "NETZWERKSTATT_URL": "https://netz.example",
        "DJANGO_SETTINGS_MODULE": "netzwerkstatt.config.settings",
    }
    code = "import django; django.setup(); from django.core.management import call_command; call_command('check', deploy=True, fail_level='WARNING')"
    done = start(code, **given)
    assert done.returncode == 0, done.stderr


def test_production_refuses_debug(tmp_path):
    done = start(
        NETZWERKSTATT_MODE="production",
        NETZWERKSTATT_SECRET="x" * 60,
        NETZWERKSTATT_DEBUG="1",
        NETZWERKSTATT_DATA=str(tmp_path),
    )
    assert done.returncode != 0
    assert "NETZWERKSTATT_DEBUG ist an" in done.stderr


def test_production_starts_with_a_secret_of_its_own(tmp_path):
    done = start(
        NETZWERKSTATT_MODE="production", NETZWERKSTATT_SECRET="x" * 60, NETZWERKSTATT_DATA=str(tmp_path)
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.django_db
def test_production_refuses_demonstration_accounts(settings, capsys):
    from netzwerkstatt.config.operation import check

    settings.PRODUCTION = True
    Person.objects.create_user("jana@altwerder.example", "Jana", None, is_demonstration=True)
    assert check(None) == 2
    assert "Konten der Vorführung" in capsys.readouterr().out


@pytest.mark.django_db
def test_no_page_sends_anything_elsewhere(client):
    policy = client.get("/erfahrungen/").headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "http" not in policy


def test_backup_and_restore_bring_back_what_was(tmp_path):
    environment = {"NETZWERKSTATT_DATA": str(tmp_path / "data")}
    command = "import sys; from netzwerkstatt.config.commandline import main; sys.exit(main({}))"

    def run(*arguments):
        done = start(command.format(list(arguments)), **environment)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def topic():
        code = "from netzwerkstatt.catalogue.models import Topic; print(Topic.objects.get(key='ageing').name)"
        return run("django", "shell", "--no-imports", "-v0", "-c", code).strip()

    run("prepare")
    run("backup", str(tmp_path / "sicherung.tar.gz"))
    change = "from netzwerkstatt.catalogue.models import Topic; Topic.objects.filter(key='ageing').update(name='Verloren')"
    run("django", "shell", "--no-imports", "-v0", "-c", change)
    assert topic() == "Verloren"
    assert "Zurückgeholt" in run("restore", str(tmp_path / "sicherung.tar.gz"))
    assert topic() == "Gesund älter werden"
    assert list((tmp_path / "data").glob("*.vorher"))
