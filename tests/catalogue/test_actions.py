import pytest

from netzwerkstatt.catalogue.actions import revise_term
from netzwerkstatt.catalogue.content import load_first_content
from netzwerkstatt.catalogue.models import Barrier, FrameworkEntry, TermRevision
from netzwerkstatt.kernel.access import NotAllowed

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def test_first_content_is_complete_and_loads_once():
    assert load_first_content() > 90
    assert Barrier.objects.count() == 18
    assert all(Barrier.objects.values_list("cfir", flat=True))
    assert FrameworkEntry.objects.filter(framework="participation_level").count() == 9
    assert load_first_content() == 0


def test_loading_again_keeps_what_the_network_wrote(cast):
    load_first_content()
    barrier = Barrier.objects.get(key="silo_structures")
    revise_term(barrier, name="Ämter nebeneinander", description="x", version=1, by=cast.centre)
    load_first_content()
    assert Barrier.objects.get(key="silo_structures").name == "Ämter nebeneinander"


def test_an_earlier_wording_stays(cast, words):
    revise_term(words["barrier"], name="Niemand zuständig", description="", version=1, by=cast.secretariat)
    earlier = TermRevision.objects.get()
    assert earlier.wording["name"] == "Zuständigkeitslücke"
    assert earlier.version == 1


def test_those_who_may_change_read_the_trail(cast, words, browse):
    revise_term(words["barrier"], name="Niemand zuständig", description="", version=1, by=cast.secretariat)
    for who, seen in (("centre", True), ("secretariat", True), ("coordinator", False), ("nobody", False)):
        page = browse(who).get(words["barrier"].get_absolute_url()).content.decode()
        assert ("Wortlaut geändert" in page) == seen, who


def test_two_who_edit_at_once_are_told(cast, words):
    revise_term(words["barrier"], name="Eins", description="", version=1, by=cast.secretariat)
    with pytest.raises(NotAllowed, match="jemand anderes"):
        revise_term(words["barrier"], name="Zwei", description="", version=1, by=cast.centre)
    words["barrier"].refresh_from_db()
    assert words["barrier"].name == "Eins"


@pytest.mark.parametrize("who", ["coordinator", "initiatives", "operator", "guest", "nobody"])
def test_members_do_not_change_the_shared_words(cast, words, who):
    with pytest.raises(NotAllowed, match="Kompetenzzentren und das Sekretariat"):
        revise_term(words["barrier"], name="x", description="", version=1, by=getattr(cast, who))
