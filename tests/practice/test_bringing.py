"""Bringing a file: nothing before the confirmation, drafts after it, doubles decided by people, nothing shown to others."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.conftest import EVERYBODY
from tests.factories.tables import table_with_bad_rows
from tests.factories.undertakings import released, tell

from netzwerkstatt.kernel.access import NotAllowed
from netzwerkstatt.kernel.audit.models import AuditEntry
from netzwerkstatt.kernel.files.models import StagedFile
from netzwerkstatt.practice.actions import bringing, telling
from netzwerkstatt.practice.brought.plan import plan_of
from netzwerkstatt.practice.models import Undertaking
from netzwerkstatt.practice.states import Audience, Stage

pytestmark = [pytest.mark.django_db, pytest.mark.both]
PLANTED = "Quittenbaumschatten am Kanal"
WRITERS = {"coordinator", "colleague", "initiatives", "stranger", "centre", "secretariat"}


def bring(cast, text, *, who="coordinator", holder=None, name="liste.csv"):
    content = text if isinstance(text, bytes) else text.encode()
    holder = holder or cast.administration
    return bringing.bring_file(holder, name=name, content=content, by=getattr(cast, who))


def take_over(cast, text, *, decisions=None, others=None, **how):
    staged = bring(cast, text, **how)
    by = getattr(cast, how.get("who", "coordinator"))
    staged = bringing.decide(staged, decisions=decisions or {}, others=others, by=by)
    assert bringing.import_undertakings(staged, by=by)
    return staged


def titles():
    return sorted(Undertaking.objects.values_list("working__title", flat=True))


class TestConfirmed:
    FULL = (
        "Titel;Kurzfassung;Vorgehen;Beginn;Ende;Stand;Auskunft;Werkzeuge;Themen;Hemmnisse;Ziele;Ergebnisse\n"
        "Treff;Kurz.;Getan.;April 2019;2021;abgeschlossen;Leitung;Gemeinsamer Mittagstisch;Gesund älter werden;"
        "Zuständigkeitslücke, Hausmeister krank;Gemeinsam essen;Zwölf kommen\n"
    )

    def test_every_field_arrives_where_it_belongs(self, cast, words):
        take_over(cast, self.FULL)
        made = Undertaking.objects.get()
        version = made.working
        assert (version.title, version.summary, version.done) == ("Treff", "Kurz.", "Getan.")
        assert (version.begin, version.end, made.stage) == ("2019-04", "2021", Stage.COMPLETED)
        assert version.contact_role == "Leitung"
        assert list(version.tools.all()) == [words["tool"]]
        assert list(version.topics.all()) == [words["topic"]]
        assert [(b.barrier, b.what) for b in version.barriers.all()] == [
            (words["barrier"], ""), (None, "Hausmeister krank"),
        ]  # fmt: skip
        assert [(g.wording, g.source) for g in version.goals.all()] == [("Gemeinsam essen", "document")]
        assert [r.text for r in version.results.all()] == ["Zwölf kommen"]

    def test_it_is_a_draft_of_its_author_alone(self, cast, words):
        take_over(cast, self.FULL)
        made = Undertaking.objects.get()
        assert (made.audience, made.released, made.holder) == (Audience.NAMED, None, cast.administration)
        seers = {who for who in EVERYBODY if Undertaking.objects.visible_to(getattr(cast, who)).exists()}
        assert seers == {"coordinator"}

    def test_the_file_is_gone_and_the_trail_says_what_came_of_it(self, cast, words):
        number = take_over(cast, self.FULL + "Hof;;;bald;;;;;;;;\n").pk
        assert not StagedFile.objects.exists()
        entry = AuditEntry.objects.get(verb="import_undertakings", thing_kind="files.stagedfile")
        assert entry.thing_id == str(number)
        key = Undertaking.objects.get().key
        assert entry.circumstance == {"created": [key], "joined": [], "joined_rows": 0, "left": 0, "bad": 1}

    def test_confirming_twice_makes_nothing_twice(self, cast):
        staged = bring(cast, "Titel\nEins\nZwei\n")
        again = StagedFile.objects.get()
        assert bringing.import_undertakings(staged, by=cast.coordinator)
        assert bringing.import_undertakings(again, by=cast.coordinator)
        assert titles() == ["Eins", "Zwei"]

    def test_a_large_file_goes_on_where_it_stopped(self, cast):
        staged = bring(cast, "Titel\n" + "".join(f"Nummer {n} {'abcdefghij'[n] * 9}\n" for n in range(7)))
        assert not bringing.import_undertakings(staged, most=3, by=cast.coordinator)
        assert Undertaking.objects.count() == 3
        with pytest.raises(NotAllowed, match="schon übernommen"):
            bringing.decide(StagedFile.objects.get(), decisions={}, by=cast.coordinator)
        assert not bringing.import_undertakings(StagedFile.objects.get(), most=3, by=cast.coordinator)
        assert bringing.import_undertakings(StagedFile.objects.get(), most=3, by=cast.coordinator)
        assert Undertaking.objects.count() == 7
        assert len(AuditEntry.objects.get(thing_kind="files.stagedfile").circumstance["created"]) == 7

    def test_a_batch_that_fails_leaves_nothing_half_written(self, cast, monkeypatch):
        staged = bring(cast, "Titel;Beginn\nEins;2019\nZwei;2020\n")
        monkeypatch.setattr(telling, "set_facts", lambda *_a, **_k: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            bringing.import_undertakings(staged, by=cast.coordinator)
        assert not Undertaking.objects.exists()
        assert "written" not in StagedFile.objects.get().choices


class TestWho:
    @pytest.mark.parametrize("who", EVERYBODY)
    def test_brings_for_whom_she_writes(self, cast, who):
        own = {
            "initiatives": cast.initiative, "stranger": cast.other_administration, "centre": cast.centre_organisation,
            "secretariat": cast.secretariat_organisation,
        }.get(who, cast.administration)  # fmt: skip
        if who in WRITERS:
            take_over(cast, "Titel\nEins\n", who=who, holder=own)
            assert Undertaking.objects.get().holder == own
        else:
            with pytest.raises(NotAllowed):
                bring(cast, "Titel\nEins\n", who=who, holder=own)
            assert not StagedFile.objects.exists()

    @pytest.mark.parametrize("who", [w for w in EVERYBODY if w != "coordinator"])
    def test_nobody_else_sees_or_confirms_it(self, cast, browse, who):
        number = bring(cast, f"Titel\n{PLANTED}\n").pk
        browser = browse(who)
        for place in ("", "spalten/", "stand/", "ergebnis/"):
            answer = browser.get(f"/erzaehlen/einlesen/{number}/{place}")
            assert answer.status_code in (404, 302)
            assert PLANTED not in answer.content.decode()
        for place in ("", "spalten/", "stand/", "verwerfen/"):
            browser.post(f"/erzaehlen/einlesen/{number}/{place}", {"confirm": "1"})
        assert StagedFile.objects.count() == 1
        assert not Undertaking.objects.exists()

    def test_whoever_lost_her_mandate_in_between_takes_nothing_over(self, cast):
        staged = bring(cast, "Titel\nEins\n")
        cast.people["coordinator"].mandates.update(ends_on="2021-01-01")
        with pytest.raises(NotAllowed, match="Mandat"):
            bringing.import_undertakings(staged, by=cast.fresh("coordinator"))
        assert not Undertaking.objects.exists()


class TestDoubles:
    def test_are_never_written_without_a_decision(self, cast):
        tell(cast.coordinator, cast.administration, title="Mittagstisch Weststadt")
        staged = bring(cast, "Titel\nMittagstisch, Weststadt\nGehtreff\n")
        with pytest.raises(NotAllowed, match="noch nicht entschieden"):
            bringing.import_undertakings(staged, by=cast.coordinator)
        assert titles() == ["Mittagstisch Weststadt"]

    @pytest.mark.parametrize(("decision", "number"), [("create", 3), ("leave", 2)])
    def test_made_all_the_same_or_left(self, cast, decision, number):
        tell(cast.coordinator, cast.administration, title="Mittagstisch Weststadt")
        take_over(cast, "Titel\nMittagstisch Weststadt\nGehtreff\n", decisions={2: decision})
        assert Undertaking.objects.count() == number

    def test_joining_fills_what_is_empty_and_appends_to_the_rest(self, cast, words):
        known = tell(cast.coordinator, cast.administration, title="Mittagstisch Weststadt", text="Kein Raum.")
        text = (
            "Titel;Probleme;Fazit;Beginn;Werkzeuge;Ziele;Stand\n"
            "Mittagstisch in Weststadt;Der Schlüssel fehlte.;Zwölf.;2019;Gemeinsamer Mittagstisch;Essen;läuft\n"
        )
        take_over(cast, text, decisions={2: f"join:{known.key}"})
        known.refresh_from_db()
        version = known.working
        assert Undertaking.objects.count() == 1
        assert version.title == "Mittagstisch Weststadt"
        assert version.hindered == "Kein Raum.\n\nDer Schlüssel fehlte."
        assert (version.outcome, version.wanted, version.begin) == ("Zwölf.", "Essen", "2019")
        assert version.done == (
            "Aus der eingelesenen Datei\nTitel: Mittagstisch in Weststadt\nStand: läuft\nWerkzeuge: Gemeinsamer Mittagstisch"
        )
        assert known.stage == Stage.CONCEPT

    def test_joining_replaces_no_date_and_repeats_no_text(self, cast):
        known = tell(cast.coordinator, cast.administration, title="Mittagstisch Weststadt", text="Kein Raum.")
        telling.set_facts(known, begin="2018", by=cast.coordinator)
        text = "Titel;Probleme;Beginn\nMittagstisch Weststadt;Kein Raum.;2018-05\n"
        take_over(cast, text, decisions={2: f"join:{known.key}"})
        known.refresh_from_db()
        assert (known.working.begin, known.working.hindered) == ("2018", "Kein Raum.")
        assert "Beginn: Mai 2018" in known.working.done

    def test_joining_what_is_released_changes_the_draft_alone(self, cast):
        known = released(cast.coordinator, cast.administration, reader=cast.centre)
        take_over(cast, "Titel;Fazit\nMittagstisch Weststadt;Neu.\n", decisions={2: f"join:{known.key}"})
        known.refresh_from_db()
        assert (known.released.outcome, known.working.outcome) == ("", "Neu.")

    def test_rows_of_one_file_can_be_joined_with_an_earlier_one(self, cast):
        text = "Titel;Fazit\nMittagstisch Weststadt;Eins.\nMittagstisch Weststadt;Zwei.\n"
        take_over(cast, text, decisions={3: "with:2"})
        assert Undertaking.objects.get().working.outcome == "Eins.\n\nZwei."

    def test_what_should_join_a_row_left_out_becomes_a_draft_of_its_own(self, cast):
        known = tell(cast.coordinator, cast.administration, title="Mittagstisch Weststadt")
        text = "Titel;Fazit\nMittagstisch Weststadt;Eins.\nMittagstisch Weststadt;Zwei.\n"
        take_over(cast, text, decisions={2: "leave", 3: "with:2"})
        assert Undertaking.objects.exclude(pk=known.pk).get().working.outcome == "Zwei."

    def test_one_can_decide_for_all_that_are_left(self, cast):
        text = "Titel\nMittagstisch Weststadt\nMittagstisch Weststadt\nMittagstisch Weststadt\n"
        take_over(cast, text, decisions={3: "create"}, others="leave")
        assert titles() == ["Mittagstisch Weststadt"] * 2

    @pytest.mark.parametrize("forged", ["join:zzzzzzzz", "with:99", "release", "join:"])
    def test_a_decision_that_does_not_fit_counts_as_none(self, cast, forged):
        tell(cast.coordinator, cast.administration, title="Mittagstisch Weststadt")
        staged = bring(cast, "Titel\nMittagstisch Weststadt\n")
        staged = bringing.decide(staged, decisions={2: forged}, by=cast.coordinator)
        with pytest.raises(NotAllowed, match="noch nicht entschieden"):
            bringing.import_undertakings(staged, by=cast.coordinator)

    def test_nobody_writes_into_what_others_tell(self, cast):
        theirs = released(cast.stranger, cast.other_administration, reader=cast.centre, title=PLANTED)
        staged = bring(cast, f"Titel\n{PLANTED}\n")
        [double] = plan_of(staged, cast.coordinator).doubles
        assert double.matches[0].key == theirs.key
        assert double.possible == ("create", "leave")


class TestLeak:
    SEES = {
        "named": {"stranger"},
        "bench": {"stranger"},
        "municipality": {"stranger"},
        "network": WRITERS,
        "public": WRITERS,
    }

    @pytest.mark.parametrize("audience", list(SEES))
    def test_proposed_is_only_what_the_viewer_may_read(self, cast, browse, audience):
        """The file names the planted title, so only the line about the likeness tells whether it is there."""
        if audience in ("network", "public"):
            planted = released(
                cast.stranger, cast.other_administration, reader=cast.centre, audience=Audience(audience), title=PLANTED
            )  # fmt: skip
        else:
            planted = tell(cast.stranger, cast.other_administration, title=PLANTED)
            telling.set_circle_of_readers(planted, audience=Audience(audience), by=cast.stranger)
        for who in sorted(WRITERS):
            holder = next(iter(getattr(cast, who).organisation_ids))
            holder = type(cast.administration).objects.get(pk=holder)
            staged = bring(cast, f"Titel\n{PLANTED}s\n", who=who, holder=holder)
            page = browse(who).get(f"/erzaehlen/einlesen/{staged.pk}/").content.decode()
            seen = who in self.SEES[audience]
            assert (planted.key in page) == seen, who
            assert ("Ähnlich:" in page) == seen, who
            assert (f"{PLANTED}<" in page) == seen, who

    def test_a_draft_of_what_is_released_is_compared_with_by_its_authors_only(self, cast):
        known = released(
            cast.stranger, cast.other_administration, reader=cast.centre, title="Gehtreff am Ufer"
        )
        telling.save_text(known, name="title", text=PLANTED, base=None, by=cast.stranger)
        for who, number in (("coordinator", 0), ("stranger", 1)):
            holder = cast.administration if who == "coordinator" else cast.other_administration
            staged = bring(cast, f"Titel\n{PLANTED}\n", who=who, holder=holder)
            assert len(plan_of(staged, getattr(cast, who)).doubles) == number

    @pytest.mark.parametrize("state", ["hidden_at", "deleted_at"])
    def test_what_is_hidden_or_deleted_is_not_proposed(self, cast, state):
        known = released(cast.stranger, cast.other_administration, reader=cast.centre, title=PLANTED)
        Undertaking.objects.filter(pk=known.pk).update(**{state: known.created_at})
        assert not plan_of(bring(cast, f"Titel\n{PLANTED}\n"), cast.coordinator).doubles


class TestPages:
    def upload(self, browser, cast, content, name="liste.csv"):
        return browser.post(
            "/erzaehlen/einlesen/",
            {"holder": cast.administration.pk, "file": SimpleUploadedFile(name, content)},
        )

    def test_thirty_bad_rows_are_named_and_nothing_is_written_until_confirmed(self, cast, browse):
        content, expected = table_with_bad_rows()
        browser = browse("coordinator")
        address = self.upload(browser, cast, content)["Location"]
        browser.get(address)
        sent = {
            f"c{n}": field for n, field in enumerate(["title", "done", "begin", "end", "stage", "barriers"])
        }
        address = browser.post(address, sent)["Location"]
        page = browser.get(address).content.decode()
        assert "30 Zeilen passen noch nicht" in page
        for line, column, _words in expected:
            assert f'<td>Zeile {line}</td><td class="nw-breaks">{column}</td>' in page
        assert not Undertaking.objects.exists()
        browser.post(address, {"others": "create", "confirm": "1"})
        assert Undertaking.objects.count() == 10
        number = address.rstrip("/").rsplit("/", 1)[1]
        page = browser.get(f"/erzaehlen/einlesen/{number}/ergebnis/").content.decode()
        assert "10 Entwürfe sind angelegt" in page
        assert Undertaking.objects.first().get_absolute_url() in page

    def test_an_unreadable_file_is_explained_at_its_field(self, cast, browse):
        page = self.upload(browse("coordinator"), cast, b"%PDF", "x.pdf").content.decode()
        assert "Diese Datei ist keines davon" in page
        assert 'aria-describedby="id_file_helptext id_file_error"' in page

    def test_columns_chosen_wrongly_come_back_as_chosen(self, cast, browse):
        staged = bring(cast, "a;b\n1;2\n")
        address = f"/erzaehlen/einlesen/{staged.pk}/spalten/"
        page = browse("coordinator").post(address, {"c0": "begin", "c1": "begin"}).content.decode()
        assert "kann nur eine Spalte sein" in page
        assert "mindestens eine Spalte" in page
        assert page.count('value="begin" selected') == 2
        assert StagedFile.objects.get().mapping == {"a": "", "b": ""}

    def test_columns_left_out_are_listed_and_can_be_appended(self, cast, browse):
        staged = bring(cast, "Titel;Kosten\nEins;1200\n")
        address = f"/erzaehlen/einlesen/{staged.pk}/"
        browser = browse("coordinator")
        page = browser.get(address).content.decode()
        assert "Diese Spalten bleiben draußen" in page
        browser.post(address, {"append": "1"})
        assert "Diese Spalten bleiben draußen" not in browser.get(address).content.decode()
        browser.post(address, {"confirm": "1"})
        assert "Kosten: 1200" in Undertaking.objects.get().working.done

    def test_proposed_titles_are_marked(self, cast, browse):
        staged = bring(cast, "Beschreibung\nEin Garten am Kanal. Mehr.\n")
        page = browse("coordinator").get(f"/erzaehlen/einlesen/{staged.pk}/").content.decode()
        assert "Titel vorgeschlagen" in page

    def test_undecided_doubles_are_asked_for_and_decisions_kept(self, cast, browse):
        text = "Titel\n" + "Mittagstisch Weststadt\n" * 3
        staged = bring(cast, text)
        browser, address = browse("coordinator"), f"/erzaehlen/einlesen/{staged.pk}/"
        answer = browser.post(address, {"d3": "leave", "others": "", "confirm": "1"})
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "Eine Zeile wartet auf Ihre Entscheidung" in page
        assert 'name="d3" value="leave" checked' in page
        browser.post(address, {"d4": "create", "confirm": "1"})
        assert Undertaking.objects.count() == 2

    def test_a_file_can_be_given_up(self, cast, browse):
        staged = bring(cast, "Titel\nEins\n")
        browser = browse("coordinator")
        assert "liste.csv" in browser.get("/erzaehlen/einlesen/").content.decode()
        browser.post(f"/erzaehlen/einlesen/{staged.pk}/verwerfen/")
        assert not StagedFile.objects.exists()
        assert "liste.csv" not in browser.get("/erzaehlen/einlesen/").content.decode()

    def test_a_large_file_says_how_far_it_is(self, cast, browse, monkeypatch):
        from netzwerkstatt.practice.views import bringing as views

        monkeypatch.setattr(views, "AT_ONCE", 2)
        staged = bring(cast, "Titel\nMittagstisch\nGehtreff\nGartenbeet\n")
        browser, address = browse("coordinator"), f"/erzaehlen/einlesen/{staged.pk}/"
        onward = browser.post(address, {"confirm": "1"})["Location"]
        assert "2 von 3 Zeilen" in browser.get(onward).content.decode()
        assert browser.get(address)["Location"] == onward
        assert browser.post(onward)["Location"].endswith("/ergebnis/")

    def test_without_a_mandate_the_page_says_why(self, cast, browse):
        page = browse("former").get("/erzaehlen/einlesen/").content.decode()
        assert "Ein solches Mandat haben Sie zurzeit nicht" in page

    def test_telling_begins_with_a_way_here(self, cast, browse):
        assert "/erzaehlen/einlesen/" in browse("coordinator").get("/erzaehlen/").content.decode()
        assert "/erzaehlen/einlesen/" in browse("colleague").get("/heute/").content.decode()


def test_the_preview_costs_the_same_for_one_row_and_for_many(cast, words, browse):
    browser, counts = browse("coordinator"), []
    for number in (1, 30):
        rows = "".join(
            f"Mittagstisch {n};Text {n} über das Essen mit Nachbarn, jede Woche einmal im Hof;Zuständigkeitslücke\n"
            for n in range(number)
        )
        for _n in range(number):
            tell(cast.coordinator, cast.administration, title="Mittagstisch 0")
        staged = bring(cast, f"Titel;Text;Hemmnisse\n{rows}")
        browser.get(f"/erzaehlen/einlesen/{staged.pk}/")
        with CaptureQueriesContext(connection) as context:
            assert browser.get(f"/erzaehlen/einlesen/{staged.pk}/").status_code == 200
        counts.append(len(context.captured_queries))
    assert counts[0] == counts[1] <= 20
