import pytest

from netzwerkstatt.kernel.lib import german


@pytest.mark.parametrize(
    "form", ["Bürger:innen", "Bürger*innen", "Bürger_innen", "BürgerInnen", "Bürgerinnen"]
)
def test_gendered_forms_are_one_word(form):
    assert german.stem(german.words(form)[0]) == german.stem("Bürgerinnen")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ärzte", "Aerzte"),
        ("Straße", "Strasse"),
        ("Förderung", "Foerderung"),
        ("Häuser", "Haeusern"),
        ("Übung", "Uebung"),
    ],
)
def test_umlauts_and_their_transcriptions_are_one(one, other):
    assert german.stem(one) == german.stem(other)


@pytest.mark.parametrize("word", ["Feuer", "neue", "Bauern", "Quelle", "Steuer"])
def test_ue_that_is_no_umlaut_stays(word):
    assert "ü" not in german.fold(word)
    assert german.fold(word) == word.lower()


@pytest.mark.parametrize(
    ("compound", "part"),
    [
        ("Zuständigkeitslücke", "Lücke"),
        ("Gesundheitskonferenz", "Konferenz"),
        ("Schuleingangsuntersuchung", "Untersuchung"),
        ("Hausarztpraxis", "Praxis"),
    ],
)
def test_compounds_are_found_by_their_parts(compound, part):
    assert german.stem(part) in german.parts(compound)


def test_without_the_tagger_stems_remain(monkeypatch):
    german.parts.cache_clear()
    monkeypatch.setattr(german, "_tagger", lambda: None)
    assert german.parts("Gesundheitskonferenz") == ()
    assert german.proper_nouns("Hinrich Tamcke kam.") == []
    german.parts.cache_clear()
