import pytest
from hypothesis import given
from hypothesis import strategies as st

from netzwerkstatt.search.engine.analysis import Finder, analyse, read_question
from netzwerkstatt.search.engine.excerpt import excerpt


def hit(question, text):
    return any(Finder(read_question(question)).finds(word) for word in text.split())


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Mittagstische", "Mittagstisch"),
        ("Aerzte", "Ärzten"),
        ("Bürger*innen", "Bürgerinnen"),
        ("Konferenz", "Gesundheitskonferenzen"),
        ("Lücke", "Zuständigkeitslücke"),
        ("strasse", "Straßen"),
    ],
)
def test_finds_inflected_written_and_compound_forms(question, text):
    assert hit(question, text)


@pytest.mark.parametrize(("question", "text"), [("Mittag", "Vormittagen"), ("Amt", "Samt"), ("der", "der")])
def test_does_not_find_what_only_looks_alike(question, text):
    assert not hit(question, text)


def test_small_words_do_not_narrow_a_question():
    assert [g.word for g in read_question("was steht der Hitze im Weg").groups] == ["steht", "Hitze", "Weg"]


def test_a_question_of_small_words_only_is_still_a_question():
    assert read_question("wer").groups


@given(st.text(max_size=300))
def test_tokens_are_plain_words_for_every_text(text):
    tokens = analyse(text)
    assert all(c.isascii() and (c.isalnum() or c == " ") for c in tokens.stems + tokens.parts)


@given(st.text(max_size=600), st.text(max_size=30))
def test_an_excerpt_is_made_of_the_text(text, question):
    pieces = excerpt(text, read_question(question))
    shown = "".join(piece.text for piece in pieces).removeprefix("… ").removesuffix(" …")
    assert shown in " ".join(text.split())


def test_the_excerpt_marks_what_was_found():
    text = (
        "Vorher lange nichts. " * 30
        + "Dann kam die Zuständigkeitslücke dazwischen. "
        + "Danach wieder nichts. " * 30
    )
    pieces = excerpt(text, read_question("Lücke"))
    assert [p.text for p in pieces if p.marked] == ["Zuständigkeitslücke"]
    assert len("".join(p.text for p in pieces)) < 260
