"""Reading official files from the command line."""

from pathlib import Path

import pytest
from tests.factories.structure import GOOD, with_bad_rows

from netzwerkstatt.config import commandline, operation
from netzwerkstatt.indicators.models import Value
from netzwerkstatt.network.models import Area

pytestmark = pytest.mark.django_db
OFFICIAL = Path(__file__).parents[3] / "shared/data"
official = pytest.mark.skipif(not OFFICIAL.exists(), reason="die amtlichen Dateien liegen nicht daneben")


@pytest.fixture
def run(monkeypatch, capsys):
    monkeypatch.setattr(commandline, "_prepare_folder", lambda: None)

    def call(*arguments):
        code = commandline.main([str(argument) for argument in arguments])
        return code, capsys.readouterr().out

    return call


def write(tmp_path, text, name="probe.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_bad_row_keeps_the_file_out_and_every_one_is_named(run, tmp_path):
    text, lines = with_bad_rows()
    code, said = run("import-structure", write(tmp_path, text))
    assert code == 2
    assert not Value.objects.exists()
    assert all(f"probe.csv, Zeile {line}" in said for line in lines)
    assert "nichts eingelesen" in said


def test_the_good_rows_come_in_when_they_are_asked_for(run, tmp_path):
    text, _lines = with_bad_rows()
    assert run("import-structure", "--good-rows", "--credit", "© Probe", write(tmp_path, text))[0] == 0
    assert Value.objects.count() == 2 * len(GOOD)
    assert Value.objects.first().source.credit == "© Probe"


def test_a_preview_writes_nothing(run, tmp_path):
    file = write(tmp_path, "ags;name;einwohner\n05916000;Herne;157.368\n")
    code, said = run("import-areas", "--preview", file)
    assert (code, "1 neu" in said, Area.objects.exists()) == (0, True, False)


def test_the_state_of_the_data_can_be_named(run, tmp_path):
    file = write(tmp_path, "ags;name;einwohner\n05916000;Herne;157.368\n")
    code, said = run("import-areas", file)
    assert "nennt keinen Stand" in said
    code, said = run("import-areas", "--as-of", "2022-12-31", file)
    assert (code, Area.objects.get().as_of.isoformat()) == (0, "2022-12-31")
    assert "nennt keinen Stand" not in said


def test_a_file_that_is_none_does_not_stop_the_others(run, tmp_path):
    good = write(tmp_path, "ags;name\n05916000;Herne\n")
    code, said = run("import-areas", tmp_path / "fehlt.csv", write(tmp_path, "%PDF", "x.pdf"), good)
    assert code == 2
    assert "lässt sich nicht öffnen" in said
    assert "keines davon" in said
    assert Area.objects.count() == 1


def test_a_day_that_is_none_is_said(run, tmp_path):
    file = write(tmp_path, "ags;name\n05916000;Herne\n")
    with pytest.raises(SystemExit):
        run("import-areas", "--as-of", "gestern", file)
    assert not Area.objects.exists()


def test_the_operations_are_there():
    assert callable(operation.import_areas)
    assert callable(operation.import_structure)


@official
@pytest.mark.slow
def test_all_official_files_come_in_whole_and_again_without_change(run):
    from netzwerkstatt.network.content import load_areas

    load_areas()
    areas = sorted((OFFICIAL / "gebiete").glob("*.csv"))
    structure = sorted((OFFICIAL / "kreisindikatoren").glob("*.csv"))
    assert (run("import-areas", *areas)[0], run("import-structure", *structure)[0]) == (0, 0)
    counts = {level: Area.objects.filter(level=level, valid_until=None).count() for level in ("state", "district", "municipality", "borough")}  # fmt: skip
    assert counts == {"state": 16, "district": 400, "municipality": 10990, "borough": 12}
    before = Value.objects.count()
    assert before > 120_000
    said = run("import-areas", *areas)[1] + run("import-structure", *structure)[1]
    assert Value.objects.count() == before
    assert said.count("0 neu, 0 geändert") == len(areas) + len(structure) - 1
