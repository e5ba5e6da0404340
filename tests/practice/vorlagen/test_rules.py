"""Who may do what with a template, over the whole cast, with the words of the refusal."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from tests.conftest import EVERYBODY
from tests.factories.templates import AGREED, bring, have_read, release, told

from netzwerkstatt.catalogue.actions import merge_terms
from netzwerkstatt.catalogue.models import Topic
from netzwerkstatt.kernel import registry
from netzwerkstatt.kernel.access import NotAllowed
from netzwerkstatt.kernel.files.attachments import read_attachment
from netzwerkstatt.kernel.files.models import StoredFile
from netzwerkstatt.practice.models import Template, TemplateReading, TemplateVersion
from netzwerkstatt.practice.states import Audience
from netzwerkstatt.practice.vorlagen import actions
from netzwerkstatt.search.queries import find

pytestmark = [pytest.mark.django_db, pytest.mark.both]
HOUSE = {"coordinator", "colleague"}
NETWORK, PUBLIC = Audience.NETWORK, Audience.PUBLIC


@pytest.fixture
def draft(cast):
    return bring(cast.coordinator, cast.administration)


@pytest.mark.parametrize("who", EVERYBODY)
def test_a_mandate_brings(cast, who):
    if who in HOUSE:
        assert bring(getattr(cast, who), cast.administration).author_id == cast.people[who].pk
        return
    with pytest.raises(NotAllowed, match="bringt Vorlagen, wer dort ein Mandat hat"):
        bring(getattr(cast, who), cast.administration)
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize("who", EVERYBODY)
def test_a_draft_is_changed_by_its_author_what_was_released_by_the_house(cast, draft, who):
    by = getattr(cast, who)
    deed = {"told": told(title="Neu"), "what_changed": "Titel", "by": by}
    if who == "coordinator":
        assert actions.revise_template(draft, base=1, **deed).working.number == 2
        return
    with pytest.raises(NotAllowed, match="ändert nur, wer für Stadt Altwerder arbeitet"):
        actions.revise_template(draft, base=1, **deed)
    release(draft, NETWORK, by=cast.coordinator, reader=cast.centre)
    if who in HOUSE:
        assert actions.revise_template(draft, base=1, **deed).working.number == 2
    else:
        with pytest.raises(NotAllowed, match="arbeitet"):
            actions.revise_template(draft, base=1, **deed)
        for action in (actions.withdraw_template, actions.delete_template, actions.restore_template):
            with pytest.raises(NotAllowed):
                action(draft, by=by)


def test_what_an_author_left_behind_belongs_to_the_house(cast, draft):
    assert draft not in Template.objects.kept_by(cast.colleague)
    cast.people["coordinator"].mandates.update(ends_on="2021-01-01")
    assert draft in Template.objects.kept_by(cast.fresh("colleague"))
    assert draft not in Template.objects.kept_by(cast.fresh("coordinator"))
    assert draft not in Template.objects.kept_by(cast.initiatives)


class TestRelease:
    def test_free_of_persons_is_confirmed(self, cast, draft):
        with pytest.raises(NotAllowed, match="frei von personenbezogenen Angaben"):
            actions.release_template(draft, audience=NETWORK, free_of_persons=False, by=cast.coordinator)
        actions.release_template(draft, audience=NETWORK, free_of_persons=True, by=cast.coordinator)
        draft.refresh_from_db()
        assert draft.released.free_of_persons_at

    def test_the_public_needs_a_second_reader_of_exactly_this_version(self, cast, draft):
        terms = {"audience": PUBLIC, "free_of_persons": True, "by": cast.coordinator, **AGREED}
        with pytest.raises(NotAllowed, match="fehlt eine zweite Person"):
            actions.release_template(draft, **terms)
        have_read(draft, by=cast.coordinator, reader=cast.centre)
        actions.revise_template(draft, told=told(title="Neu"), what_changed="x", base=1, by=cast.coordinator)
        with pytest.raises(NotAllowed, match="genau diese Fassung"):
            actions.release_template(draft, **terms)
        have_read(draft, by=cast.coordinator, reader=cast.centre)
        assert actions.release_template(draft, **terms).audience == PUBLIC

    def test_a_finding_asks_for_a_new_version(self, cast, draft):
        have_read(draft, by=cast.coordinator, reader=cast.centre, finding="Auf Seite 2 steht ein Name.")
        with pytest.raises(NotAllowed, match="hat etwas gefunden"):
            actions.release_template(
                draft, audience=PUBLIC, free_of_persons=True, by=cast.coordinator, **AGREED
            )

    def test_the_public_needs_an_agreement_and_a_licence_that_fits(self, cast, draft):
        have_read(draft, by=cast.coordinator, reader=cast.centre)
        with pytest.raises(NotAllowed, match="mit welcher Stelle"):
            actions.release_template(draft, audience=PUBLIC, free_of_persons=True, by=cast.coordinator)
        Template.objects.filter(pk=draft.pk).update(licence="network_reuse")
        with pytest.raises(NotAllowed, match="gilt nur im Netzwerk"):
            actions.release_template(
                draft, audience=PUBLIC, free_of_persons=True, by=cast.coordinator, **AGREED
            )

    def test_a_public_template_keeps_a_licence_that_fits(self, cast, draft):
        release(draft, PUBLIC, by=cast.coordinator, reader=cast.centre)
        with pytest.raises(NotAllowed, match="die Vorlage ist aber öffentlich"):
            actions.revise_template(
                draft, told=told(licence="network_reuse"), what_changed="x", base=1, by=cast.coordinator
            )

    def test_only_who_made_the_version_releases_it(self, cast, draft):
        release(draft, NETWORK, by=cast.coordinator, reader=cast.centre)
        actions.revise_template(draft, told=told(), what_changed="x", base=1, by=cast.colleague)
        with pytest.raises(NotAllowed, match="wer diese Fassung angelegt hat"):
            actions.release_template(draft, audience=NETWORK, free_of_persons=True, by=cast.coordinator)

    def test_the_database_promises_it_too(self, cast, draft):
        for change in ({"audience": "public"}, {"audience": "network"}, {"audience": "bench"}):
            with pytest.raises(IntegrityError), transaction.atomic():
                Template.objects.filter(pk=draft.pk).update(**change)


class TestReading:
    def test_author_and_reader_are_different_people(self, cast, draft):
        with pytest.raises(NotAllowed, match="kann nicht die zweite Person sein"):
            actions.ask_template_reader(draft, reader_id=cast.coordinator.number, by=cast.coordinator)

    @pytest.mark.parametrize("who", ["guest", "former", "operator", "researcher"])
    def test_only_people_one_may_ask(self, cast, draft, who):
        with pytest.raises(NotAllowed, match="können Sie nicht bitten"):
            actions.ask_template_reader(draft, reader_id=cast.people[who].pk, by=cast.coordinator)

    def test_the_reader_answers_once(self, cast, draft):
        reading = actions.ask_template_reader(draft, reader_id=cast.centre.number, by=cast.coordinator)
        for who in EVERYBODY:
            if who != "centre":
                with pytest.raises(NotAllowed, match="gebeten wurde"):
                    actions.finish_template_reading(reading, by=getattr(cast, who))
        actions.finish_template_reading(reading, by=cast.centre)
        with pytest.raises(NotAllowed, match="beendet"):
            actions.decline_template_reading(reading, by=cast.centre)

    def test_who_is_asked_finds_it_on_today(self, cast, draft):
        actions.ask_template_reader(draft, reader_id=cast.centre.number, by=cast.coordinator)
        assert any("Vorlage lesen" in item.title for item in registry.waiting_for(cast.centre))
        assert not any("Vorlage lesen" in item.title for item in registry.waiting_for(cast.stranger))


class TestVersions:
    def test_a_new_version_keeps_the_old(self, cast, draft):
        new = read_attachment("b.txt", b"Neu gefasst.")
        actions.revise_template(
            draft, told=told(), attachment=new, what_changed="Frist geändert", base=1, by=cast.coordinator
        )
        second, first = TemplateVersion.objects.filter(template=draft)
        assert (bytes(first.file.content), bytes(second.file.content)) == (
            b"Der Rat beschlie\xc3\x9ft.",
            b"Neu gefasst.",
        )
        assert (second.what_changed, second.changed_by.name) == ("Frist geändert", "Coordinator")

    def test_two_who_change_at_once_are_told(self, cast, draft):
        actions.revise_template(draft, told=told(), what_changed="x", base=1, by=cast.coordinator)
        with pytest.raises(NotAllowed, match="Inzwischen"):
            actions.revise_template(draft, told=told(), what_changed="y", base=1, by=cast.coordinator)

    def test_a_file_of_an_earlier_version_is_taken_out_for_good(self, cast, draft):
        release(draft, NETWORK, by=cast.coordinator, reader=cast.centre)
        first = draft.versions.get()
        with pytest.raises(NotAllowed, match="in Gebrauch"):
            actions.take_out_file(first, by=cast.coordinator)
        new = read_attachment("b.txt", b"Ohne Namen.")
        actions.revise_template(
            draft, told=told(), attachment=new, what_changed="x", base=1, by=cast.coordinator
        )
        draft.refresh_from_db()
        actions.release_template(draft, audience=NETWORK, free_of_persons=True, by=cast.coordinator)
        first = TemplateVersion.objects.get(pk=first.pk)
        with pytest.raises(NotAllowed):
            actions.take_out_file(first, by=cast.stranger)
        actions.take_out_file(first, by=cast.coordinator)
        assert [bytes(file.content) for file in StoredFile.objects.all()] == [b"Ohne Namen."]
        first.refresh_from_db()
        assert first.text == ""

    def test_what_is_deleted_can_be_fetched_back_and_is_cleared_later(self, cast, draft):
        actions.delete_template(draft, by=cast.coordinator)
        assert not Template.objects.visible_to(cast.coordinator).exists()
        actions.restore_template(draft, by=cast.coordinator)
        assert Template.objects.visible_to(cast.coordinator).exists()
        actions.delete_template(draft, by=cast.coordinator)
        assert actions.clear_deleted_templates() == 0
        Template.objects.update(deleted_at=timezone.now() - timedelta(days=31))
        assert actions.clear_deleted_templates() == 1
        assert not StoredFile.objects.exists()
        assert not TemplateReading.objects.exists()


def test_undertakings_of_others_are_not_claimed(cast, draft):
    from tests.factories.undertakings import released, tell

    foreign = released(cast.stranger, cast.other_administration, reader=cast.centre)
    own = tell(cast.coordinator, cast.administration)
    actions.revise_template(
        draft, told=told(undertakings=[foreign, own]), what_changed="x", base=1, by=cast.coordinator
    )
    assert list(draft.undertakings.all()) == [own]


def test_a_merged_topic_follows_into_templates_and_their_index(cast, words):
    gone = Topic.objects.create(key="gone", name="Quittenbaumschatten")
    template = bring(cast.coordinator, cast.administration, topics=[gone])
    release(template, NETWORK, by=cast.coordinator, reader=cast.centre)
    assert find(cast.stranger, "Quittenbaumschatten", kind="template").total == 1
    merge_terms(gone, into=words["topic"], by=cast.centre)
    assert list(template.topics.all()) == [words["topic"]]
    assert find(cast.stranger, "Quittenbaumschatten", kind="template").total == 0


def test_a_title_is_needed(cast):
    with pytest.raises(ValidationError):
        bring(cast.coordinator, cast.administration, title=" ")
