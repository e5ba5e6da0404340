"""A brought file belongs to its person until it is confirmed or cleared."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.conftest import EVERYBODY

from netzwerkstatt.kernel.access import NotAllowed
from netzwerkstatt.kernel.files.actions import clear_staged, discard, settle, stage_file
from netzwerkstatt.kernel.files.models import StagedFile
from netzwerkstatt.kernel.files.tables import UnreadableFile

pytestmark = pytest.mark.both


@pytest.fixture
def staged(cast):
    return stage_file(purpose="probe", name="C:\\Ablage\\liste.csv", content=b"a;b\n1;2", by=cast.coordinator)


def test_only_its_person_sees_a_file(cast, staged):
    seers = [who for who in EVERYBODY if StagedFile.objects.visible_to(getattr(cast, who)).exists()]
    assert seers == ["coordinator"]
    assert staged.name == "liste.csv"


def test_what_cannot_be_read_is_not_kept(cast):
    with pytest.raises(UnreadableFile):
        stage_file(purpose="probe", name="x.pdf", content=b"%PDF", by=cast.coordinator)
    assert not StagedFile.objects.exists()


def test_nobody_brings_nothing(cast):
    with pytest.raises(NotAllowed, match="angemeldet"):
        stage_file(purpose="probe", name="x.csv", content=b"a", by=cast.nobody)


@pytest.mark.parametrize("who", ["colleague", "secretariat", "operator"])
def test_others_neither_settle_nor_discard_it(cast, staged, who):
    with pytest.raises(NotAllowed, match="jemand anderes"):
        settle(staged, mapping={"a": "b"}, choices={}, by=getattr(cast, who))
    with pytest.raises(NotAllowed, match="jemand anderes"):
        discard(staged, by=getattr(cast, who))
    assert StagedFile.objects.get().mapping == {}


def test_after_seven_days_it_is_gone(cast, staged):
    assert clear_staged() == 0
    StagedFile.objects.update(created_at=timezone.now() - timedelta(days=8))
    assert clear_staged() == 1
    assert not StagedFile.objects.exists()
