from hypothesis import given, settings
from hypothesis import strategies as st

from netzwerkstatt.practice.engine.differences import GONE, NEW, SAME, Stretch, differences, shortened

TEXTS = st.text(alphabet="ab ä.,\n", max_size=60)


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_both_texts_can_be_put_together_again(old, new):
    found = differences(old, new)
    assert "".join(s.text for s in found if s.kind != NEW) == old
    assert "".join(s.text for s in found if s.kind != GONE) == new


@settings(deadline=None)
@given(TEXTS)
def test_the_same_text_has_no_differences(text):
    assert all(s.kind == SAME for s in differences(text, text))


def test_words_not_letters_and_not_lines():
    found = differences("Zwei Stadtteile essen gemeinsam.", "Ein Stadtteil isst gemeinsam.")
    assert [s for s in found if s.kind == SAME][-1] == Stretch(SAME, " gemeinsam.")
    assert Stretch(GONE, "Zwei") in found
    assert Stretch(NEW, "Ein") in found


def test_long_unchanged_passages_are_cut_around_the_change():
    long = " ".join(f"wort{n}" for n in range(60))
    words = "".join(s.text for s in shortened(differences(f"{long} alt {long}", f"{long} neu {long}")))
    assert words.startswith("… ")
    assert words.endswith("… ")
    assert "wort59 altneu wort0" in words
    assert "wort30" not in words


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_shortening_keeps_every_change(old, new):
    kept = [s for s in shortened(differences(old, new)) if s.kind != SAME]
    assert kept == [s for s in differences(old, new) if s.kind != SAME]
