"""Rows of other people's tables into tellings: forgiving, loud about every doubt, losing nothing."""

import io

import docx
import pytest
from tests.factories.tables import table_with_bad_rows

from netzwerkstatt.catalogue.models import Barrier, Tool, Topic
from netzwerkstatt.kernel.files.checking import NotReadable
from netzwerkstatt.kernel.files.tables import read_table
from netzwerkstatt.practice.brought.fields import as_one_telling, is_document, propose
from netzwerkstatt.practice.brought.rows import left_out, read_rows, shortened, title_from, twice
from netzwerkstatt.practice.brought.words import (
    End,
    Vocabularies,
    Vocabulary,
    listed,
    read_date,
    read_end,
    read_period,
    read_stage,
)
from netzwerkstatt.practice.states import Stage

GAP = Barrier(key="gap", name="Zuständigkeitslücke", short="Zuständigkeitslücke")
FUNDING = Barrier(key="funding", name="Projektfinanzierung, Verstetigung", short="Förderung endet")
MEAL, TOPIC = (
    Tool(pk=1, key="meal", name="Gemeinsamer Mittagstisch"),
    Topic(pk=1, key="age", name="Gesund älter werden"),
)
KNOWN = Vocabularies(Vocabulary([GAP, FUNDING]), Vocabulary([MEAL]), Vocabulary([TOPIC]))


def read(cells: dict[str, str], mapping: dict[str, str] | None = None):
    """One row; columns are called like their fields unless mapped."""
    head = ";".join(cells)
    body = ";".join('"' + text.replace('"', '""') + '"' for text in cells.values())
    table = read_table("x.csv", f"{head}\n{body}\n".encode())
    return read_rows(table, mapping or {column: column for column in table.columns}, KNOWN)


def telling(cells, mapping=None):
    found = read(cells, mapping)
    assert not found.problems
    return found.rows[0]


class TestColumns:
    @pytest.mark.parametrize(
        ("column", "field"),
        [
            ("Projekttitel", "title"), ("TITEL", "title"), ("Laufzeit von", "begin"), ("Laufzeit (bis)", ""),
            ("laufzeit_bis", "end"), ("Beschreibung", "done"), ("Ziele", "goals"), ("Hemmnisse", "barriers"),
            ("Zusammenfassung", "summary"), ("2. Ausgangslage / Ziele", "wanted"), ("Ergebnis:", "results"),
            ("Themenfeld", "topics"), ("PLZ", ""), ("", ""),
        ],
    )  # fmt: skip
    def test_are_proposed_by_name(self, column, field):
        found = propose([column])[column]
        assert found == field or (column == "Laufzeit (bis)" and found in ("end", "period"))

    def test_what_can_be_there_once_is_proposed_once(self):
        assert propose(["Titel", "Projektname", "Ziele", "Projektziele"]) == {
            "Titel": "title", "Projektname": "", "Ziele": "goals", "Projektziele": "goals",
        }  # fmt: skip

    def test_a_fact_chosen_twice_is_named(self):
        assert twice({"a": "begin", "b": "begin", "c": "done", "d": "done"}) == ("begin",)

    def test_columns_with_something_in_them_that_stay_out_are_listed(self):
        table = read_table("x.csv", b"a;b;c\n1;;3\n")
        assert left_out(table, {"a": "title", "b": "", "c": ""}) == ("c",)

    def test_several_columns_feed_one_answer_in_their_order(self):
        row = telling({"x": "Erst.", "y": "Dann."}, {"x": "done", "y": "done"})
        assert row.texts == {"done": "Erst.\n\nDann."}


class TestDates:
    @pytest.mark.parametrize(
        ("text", "iso"),
        [("2015-01-01", "2015-01-01"), ("2015-01-01T00:00:00", "2015-01-01"), ("2015-01-01 00:00", "2015-01-01"),
         ("April 2019", "2019-04"), ("seit 2019", "2019"), ("3.4.2019", "2019-04-03"), ("04/2019", "2019-04")],
    )  # fmt: skip
    def test_of_any_precision(self, text, iso):
        assert read_date(text) == iso

    @pytest.mark.parametrize(
        ("text", "period"),
        [("2015-2016", ("2015", End("2016"))), ("April 2015 bis Mai 2016", ("2015-04", End("2016-05"))),
         ("1.1.2015 – 31.12.2016", ("2015-01-01", End("2016-12-31"))), ("seit 2019", ("2019", End())),
         ("2015 bis heute", ("2015", End())), ("2015 - unbefristet", ("2015", End(permanent=True)))],
    )  # fmt: skip
    def test_a_period_has_two_ends(self, text, period):
        assert read_period(text) == period

    def test_a_year_as_end_does_not_lie_before_a_month_of_it(self):
        row = telling({"title": "a", "begin": "Mai 2016", "end": "2016"})
        assert (row.begin, row.end) == ("2016-05", "2016")

    def test_auf_Dauer_is_no_date_but_a_fact(self):
        assert read_end("auf Dauer") == End(permanent=True)
        assert telling({"title": "a", "end": "unbefristet"}).permanent

    def test_still_running_leaves_the_end_open_and_says_so(self):
        found = read({"title": "a", "end": "laufend"})
        assert found.rows[0].end == ""
        assert "noch nicht zu Ende" in found.notices[0].sentence

    def test_a_period_beside_dates_of_their_own_stays_in_the_text(self):
        row = telling({"title": "a", "period": "2014–2016", "begin": "2015"})
        assert (row.begin, row.end) == ("2015", "2016")
        assert "period: 2014–2016" in row.texts["done"]


class TestStage:
    @pytest.mark.parametrize(
        ("text", "stage"),
        [("läuft", Stage.RUNNING), ("LAEUFT", Stage.RUNNING), ("in Planung", Stage.CONCEPT), ("fertig", Stage.COMPLETED),
         ("abgebrochen", Stage.ENDED_WITHOUT_COMPLETION), ("pausiert", Stage.RESTING),
         ("nicht zustande gekommen", Stage.NEVER_STARTED)],
    )  # fmt: skip
    def test_in_german_words(self, text, stage):
        assert read_stage(text) == stage

    def test_an_unknown_one_is_refused_with_those_that_exist(self):
        with pytest.raises(NotReadable, match=r"„hängt“ gibt es hier nicht.*läuft"):
            read_stage("hängt")


class TestCatalogue:
    def test_forgives_case_umlauts_and_small_slips_and_says_what_it_read(self):
        found = read({"title": "a", "barriers": "ZUSTAENDIGKEITSLUECKE; Zuständigkeitslüke"})
        assert found.rows[0].barriers == ((GAP, ""), (GAP, "Zuständigkeitslüke"))
        assert [n.sentence for n in found.notices] == [
            "„Zuständigkeitslüke“ ist gelesen als „Zuständigkeitslücke“."
        ]

    def test_an_unknown_barrier_stands_in_its_own_words(self):
        found = read({"title": "a", "barriers": "Der Hausmeister war krank"})
        assert found.rows[0].barriers == ((None, "Der Hausmeister war krank"),)
        assert "kennt der Katalog nicht" in found.notices[0].sentence

    def test_unknown_tools_and_topics_follow_in_the_text(self):
        found = read({"title": "a", "tools": "Gemeinsamer Mittagstisch; Zauberstab", "topics": "Mond"})
        assert found.rows[0].tools == (MEAL,)
        assert found.rows[0].texts["done"] == "Weitere Angaben\ntools: Zauberstab\ntopics: Mond"
        assert len(found.notices) == 2

    def test_a_comma_parts_only_what_the_catalogue_knows(self):
        row = telling({"title": "a", "barriers": "Projektfinanzierung, Verstetigung"})
        assert row.barriers == ((FUNDING, ""),)
        row = telling({"title": "a", "barriers": "Förderung endet, Zuständigkeitslücke"})
        assert row.barriers == ((FUNDING, ""), (GAP, ""))

    def test_lists_have_lines_bullets_or_semicolons(self):
        assert listed("• eins\n- zwei\n3. drei; vier\n\n") == ["eins", "zwei", "drei", "vier"]


class TestNothingIsLost:
    def test_a_title_too_long_is_shortened_and_whole_in_the_text(self):
        long = "Gesundheitsberichterstattung " * 8
        found = read({"title": long})
        row = found.rows[0]
        assert len(row.title) <= 160
        assert row.title.endswith("…")
        assert long.strip() in row.texts["done"]
        assert "160 Zeichen" in found.notices[0].sentence

    def test_items_too_long_or_too_many_become_part_of_the_answer(self):
        long, many = "Ziel " * 90, "\n".join(f"Punkt {n}" for n in range(15))
        row = telling({"title": "a", "goals": f"{long}\nkurz", "results": many})
        assert row.goals == ("kurz",)
        assert long.strip() in row.texts["wanted"]
        assert len(row.results) == 12
        assert row.texts["outcome"] == "Punkt 12\n\nPunkt 13\n\nPunkt 14"

    def test_a_function_too_long_goes_into_the_text_and_an_address_is_pointed_out(self):
        assert "contact_role: " in telling({"title": "a", "contact_role": "Leitung " * 40}).texts["done"]
        found = read({"title": "a", "contact_role": "amt@stadt.example"})
        assert found.rows[0].contact_role == "amt@stadt.example"
        assert "keine Adresse" in found.notices[0].sentence

    def test_further_columns_follow_with_their_names(self):
        row = telling(
            {"t": "a", "Kosten": "12", "b": "Text."}, {"t": "title", "Kosten": "further", "b": "done"}
        )
        assert row.texts["done"] == "Text.\n\nWeitere Angaben\nKosten: 12"


class TestTitles:
    def test_are_proposed_from_the_first_sentence_and_marked(self):
        row = telling({"summary": "Ein Garten für alle. Er liegt am Kanal."})
        assert (row.title, row.title_proposed) == ("Ein Garten für alle", True)
        assert row.texts["summary"].startswith("Ein Garten")

    @pytest.mark.parametrize(
        ("text", "title"),
        [("JUB. Jugend und Beruf. Mehr.", "JUB. Jugend und Beruf"), ("Erste Zeile hier\nmehr", "Erste Zeile hier"),
         ("…", "…"), (". .", "Ohne Titel")],
    )  # fmt: skip
    def test_from_what_says_something(self, text, title):
        assert title_from(text) == title

    def test_long_ones_are_cut_between_words(self):
        assert shortened("Haus Garten Hof", 12) == "Haus Garten…"
        assert shortened("x" * 20, 5) == "xxxx…"


def test_each_of_thirty_bad_rows_is_named_by_line_and_reason_and_the_others_are_read():
    content, expected = table_with_bad_rows()
    table = read_table("x.csv", content)
    found = read_rows(table, propose(table.columns), KNOWN)
    assert len(expected) == 30
    assert [(p.line, p.column) for p in found.problems] == [(line, column) for line, column, _w in expected]
    for problem, (_line, _column, words) in zip(found.problems, expected, strict=True):
        assert words in problem.sentence
    assert len(found.rows) + 30 == len(table.rows) == 40


def document(*parts: tuple[int | None, str]) -> bytes:
    """Headings with their level, paragraphs with none."""
    made, file = docx.Document(), io.BytesIO()
    for level, text in parts:
        made.add_paragraph(text) if level is None else made.add_heading(text, level)
    made.save(file)
    return file.getvalue()


class TestDocuments:
    def read(self, content):
        raw = read_table("bericht.docx", content)
        assert is_document("bericht.docx", raw)
        table = as_one_telling(raw)
        found = read_rows(table, propose(table.columns, document=True), KNOWN)
        assert not found.problems
        return found.rows

    def test_headings_become_answers_of_one_undertaking(self):
        [row] = self.read(
            document(
                (0, "Mittagstisch Weststadt"), (None, "Bericht für den Ausschuss."), (1, "1. Ausgangslage/Ziele"),
                (None, "Niemand isst gern allein."), (1, "2. Vorgehen"), (None, "Gekocht."), (None, "Gegessen."),
                (1, "3. Hemmnisse"), (None, "Kein Raum."), (1, "4. Ergebnisse"), (None, "Zwölf kommen."),
                (1, "Dank"), (None, "An alle."),
            )
        )  # fmt: skip
        assert (row.title, row.title_proposed) == ("Mittagstisch Weststadt", False)
        assert row.texts == {
            "summary": "Bericht für den Ausschuss.",
            "wanted": "Niemand isst gern allein.",
            "done": "Gekocht.\n\nGegessen.\n\nWeitere Angaben\nDank: An alle.",
            "hindered": "Kein Raum.",
            "outcome": "Zwölf kommen.",
        }

    def test_headings_that_are_only_lines_of_their_own_are_recognised(self):
        [row] = self.read(
            document((None, "Vorgehen:"), (None, "Gekocht."), (None, "Ergebnisse"), (None, "Zwölf."))
        )
        assert row.texts == {"done": "Gekocht.", "outcome": "Zwölf."}

    def test_without_any_heading_all_is_text(self):
        [row] = self.read(document((None, "Wir haben gekocht. Es schmeckte."), (None, "Mehr nicht.")))
        assert row.title == "Wir haben gekocht"
        assert row.texts == {"done": "Wir haben gekocht. Es schmeckte.\n\nMehr nicht."}
