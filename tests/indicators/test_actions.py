"""Values come in after the preview, once, by the operator alone, and a sign can never become a zero."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from tests.conftest import EVERYBODY
from tests.factories.structure import GOOD, HEAD, PROBE, bring, prepare, with_bad_rows

from netzwerkstatt.indicators.actions import import_definitions, import_structure
from netzwerkstatt.indicators.models import Indicator, Source, Value
from netzwerkstatt.indicators.reading import SourceFacts, check_definitions
from netzwerkstatt.kernel.access import NotAllowed
from netzwerkstatt.kernel.audit.models import AuditEntry
from netzwerkstatt.kernel.files.tables import read_table
from netzwerkstatt.network.content import load_areas

pytestmark = [pytest.mark.django_db, pytest.mark.both]
CLEAN = HEAD + "\n".join(GOOD) + "\n"


@pytest.mark.parametrize("who", [name for name in EVERYBODY if name != "operator"])
def test_only_the_operator_reads_structural_data(cast, who):
    definitions = check_definitions(read_table("x.csv", b"schluessel,name,definition\nx,Ix,?\n"))
    with pytest.raises(NotAllowed, match="liest die betreibende Stelle ein"):
        bring(getattr(cast, who), CLEAN)
    with pytest.raises(NotAllowed):
        import_definitions(definitions, by=getattr(cast, who))
    assert not Value.objects.exists()
    assert not Indicator.objects.exists()
    assert not Source.objects.exists()


def test_thirty_bad_rows_change_nothing_until_confirmed_and_then_stay_out(cast):
    text, lines = with_bad_rows()
    preview = prepare(text)
    assert preview.checked.bad_lines == len(lines) == 30
    assert not Value.objects.exists()
    import_structure(preview, source=PROBE, by=cast.operator)
    assert Value.objects.count() == 2 * len(GOOD)
    assert set(Value.objects.values_list("area_key", flat=True)) == {"05916", "05766", "06531", "03159"}
    assert Value.objects.get(area_key="05916", period="2021", indicator__key="arbeitslose").value == 10001


def test_the_same_file_again_changes_nothing(cast):
    bring(cast.operator, CLEAN)
    again = prepare(CLEAN)
    assert (again.writes, again.unchanged) == (0, 2 * len(GOOD))
    bring(cast.operator, CLEAN)
    assert (Value.objects.count(), Source.objects.count()) == (2 * len(GOOD), 1)


def test_a_corrected_file_corrects(cast):
    bring(cast.operator, HEAD + "05916;2021;5;.\n")
    preview = prepare(HEAD + "05916;2021;.;7,5\n")
    assert (len(preview.new), len(preview.changed)) == (0, 2)
    import_structure(preview, source=PROBE, by=cast.operator)
    found = {v.indicator.key: (v.value, v.status) for v in Value.objects.select_related("indicator")}
    assert found == {"arbeitslose": (None, "secret"), "schuldnerquote": (7.5, "published")}


def test_source_licence_and_state_are_kept_and_the_deed_recorded(cast):
    facts = SourceFacts("Probe", "© Probe 2024", "dl-de/by-2-0", 2024, date(2022, 12, 31))
    source = bring(cast.operator, CLEAN, facts)
    assert (source.credit, source.licence, source.year_of_issue) == ("© Probe 2024", "dl-de/by-2-0", 2024)
    assert source.areas_as_of == date(2022, 12, 31)
    entry = AuditEntry.objects.get(verb="import_structure")
    assert (entry.person_id, entry.circumstance["new"]) == (cast.operator.person_id, 2 * len(GOOD))


@pytest.mark.parametrize(
    ("value", "status"), [(0.0, "secret"), (0.0, "blank"), (None, "published"), (1.0, "maybe"), (None, "")]
)
def test_the_database_keeps_value_and_status_together(cast, value, status):
    bring(cast.operator, HEAD + "05916;2021;5;5\n")
    row = Value.objects.first()
    with pytest.raises(IntegrityError), transaction.atomic():
        Value.objects.filter(pk=row.pk).update(value=value, status=status)


@pytest.mark.parametrize(("key", "level"), [("F0000001", "district"), ("05916", "fictional")])
def test_the_database_keeps_invented_areas_apart(cast, key, level):
    bring(cast.operator, HEAD + "05916;2021;5;5\n")
    with pytest.raises(IntegrityError), transaction.atomic():
        Value.objects.filter(pk=Value.objects.first().pk).update(area_key=key, area_level=level)


def test_dissolved_and_unknown_keys_are_said_and_their_values_kept(cast):
    load_areas()
    preview = prepare(HEAD + "03152;2013;5;5\n16056;2013;5;5\n13991;2013;5;5\n05916;2013;5;5\n")
    assert preview.checked.problems == ()
    assert [note.split(" ")[0] for note in preview.notes] == ["03152", "16056", "1"]
    assert "1.11.2016" in preview.notes[0]
    assert "13991" in preview.notes[2]
    import_structure(preview, source=PROBE, by=cast.operator)
    assert not Value.objects.filter(area_key__in=["03159", "16063"]).exists()
    assert Value.objects.filter(area_key="03152").count() == 2


def test_definitions_replace_definitions_and_leave_known_names(cast):
    bring(cast.operator, HEAD + "05916;2021;5;5\n")
    text = b"schluessel,name,definition\narbeitslose,Arb. insg.,Ganz genau\nneues,Neues,Ganz neu\n"
    checked = check_definitions(read_table("x.csv", text))
    assert import_definitions(checked, by=cast.operator) == 2
    assert import_definitions(checked, by=cast.operator) == 0
    known = Indicator.objects.get(key="arbeitslose")
    assert (known.name, known.definition) == ("Arbeitslose", "Ganz genau")
    assert Indicator.objects.get(key="neues").name == "Neues"


def test_the_preview_costs_the_same_queries_for_one_and_for_many_rows(cast, django_assert_num_queries):
    bring(cast.operator, CLEAN)
    for text in (HEAD + GOOD[0] + "\n", CLEAN):
        with django_assert_num_queries(4):
            prepare(text)
