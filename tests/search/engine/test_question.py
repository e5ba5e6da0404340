"""What somebody typed, read."""

from netzwerkstatt.search.engine.analysis import name_key, read_question, rings_of

RINGS = rings_of(
    [
        ["KGK", "Kommunale Gesundheitskonferenz", "Gesundheitskonferenz"],
        ["ÖGD", "Öffentlicher Gesundheitsdienst"],
    ]
)


def words(question):
    return [group.word for group in question.groups]


def test_phrases_and_exclusions_are_told_from_words():
    question = read_question('Mittagstisch „runder Tisch“ -Schule NICHT Kita -"im Norden"')
    assert words(question) == ["Mittagstisch"]
    assert [p.words for p in question.phrases] == ["runder Tisch"]
    assert [getattr(x, "word", None) or x.words for x in question.excluded] == ["im Norden", "Schule", "Kita"]


def test_a_hyphen_inside_a_word_excludes_nothing():
    assert not read_question("Nieder-Selbach").excluded


def test_small_words_are_left_out_unless_there_is_nothing_else():
    assert words(read_question("was ist mit dem Mittagstisch")) == ["Mittagstisch"]
    assert words(read_question("was ist das")) == ["was", "ist", "das"]


def test_an_abbreviation_means_its_term_and_the_other_way_round():
    (kgk,) = read_question("KGK", RINGS).groups
    assert [other.words for other in kgk.alternatives] == [
        "Kommunale Gesundheitskonferenz",
        "Gesundheitskonferenz",
    ]
    (term, rest) = read_question("kommunale Gesundheitskonferenzen Hitze", RINGS).groups
    assert term.word == "kommunale Gesundheitskonferenzen"
    assert "KGK" in [other.words for other in term.alternatives]
    assert rest.word == "Hitze"


def test_exactly_these_words_means_no_parts_and_no_synonyms():
    (group,) = read_question("Gesundheitskonferenz", RINGS, exact=True).groups
    assert group.alternatives == ()
    assert group.parts == ()


def test_a_name_is_the_same_however_it_is_typed():
    assert name_key("Nieder-Selbach") == name_key("nieder-selbach")
    assert name_key("Bürger:innen früh fragen") == name_key("Buergerinnen frueh fragen")
