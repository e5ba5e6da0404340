"""The network's shared words: tools, barriers, approaches, topics and the frameworks. All versioned."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from netzwerkstatt.catalogue.states import (
    DEED_WORDS,
    PROPOSAL_WORDS,
    ProposalState,
    TermDeed,
)
from netzwerkstatt.kernel.access import Viewer


class TermQuerySet(models.QuerySet[Any]):
    def visible_to(self, viewer: Viewer) -> "TermQuerySet":
        """The catalogue is public; terms taken out of use stay readable where they are used."""
        return self.filter(in_use=True)


class Term(models.Model):
    """One word of the catalogue. `version` counts its wordings; earlier ones are TermRevision rows.

    `worded` names the fields that make a wording. What was merged keeps its row and its address: `merged_into`
    says where it leads on.
    """

    worded: ClassVar[tuple[str, ...]] = ("name", "description")

    key = models.SlugField(max_length=60, unique=True, allow_unicode=False)
    name = models.CharField(_("Name"), max_length=160)
    description = models.TextField(_("Beschreibung"), blank=True)
    in_use = models.BooleanField(_("in Gebrauch"), default=True)
    version = models.PositiveIntegerField(default=1)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="absorbed"
    )

    objects = TermQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | Q(in_use=False),
                name="%(app_label)s_%(class)s_what_is_merged_is_not_in_use",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        raise NotImplementedError


class Topic(Term):
    """A field of work in health promotion."""

    class Meta(Term.Meta):
        verbose_name = _("Thema")
        verbose_name_plural = _("Themen")

    def get_absolute_url(self) -> str:
        return reverse("catalogue:topic", args=[self.key])


class Tool(Term):
    """An instrument, a method or a form of project."""

    worded = ("name", "description", "kind")

    class Kind(models.TextChoices):
        INSTRUMENT = "instrument", _("Instrument")
        METHOD = "method", _("Methode")
        PROJECT_FORM = "project_form", _("Projektform")

    kind = models.CharField(max_length=20, choices=Kind.choices)

    class Meta(Term.Meta):
        verbose_name = _("Werkzeug")
        verbose_name_plural = _("Werkzeuge")

    def get_absolute_url(self) -> str:
        return reverse("catalogue:tool", args=[self.key])


class Barrier(Term):
    """A structural barrier. `cfir` anchors it in the Consolidated Framework for Implementation Research 2022."""

    worded = ("name", "description", "short")

    short = models.CharField(_("Kurzform"), max_length=60)
    cfir = models.CharField(_("Anker im CFIR"), max_length=60, blank=True)

    class Meta(Term.Meta):
        verbose_name = _("Hemmnis")
        verbose_name_plural = _("Hemmnisse")

    def get_absolute_url(self) -> str:
        return reverse("catalogue:barrier", args=[self.key])


class Approach(Term):
    """A way of dealing with a barrier."""

    class Meta(Term.Meta):
        verbose_name = _("Umgangsweise")
        verbose_name_plural = _("Umgangsweisen")

    def get_absolute_url(self) -> str:
        return reverse("catalogue:approach", args=[self.key])


class WordRing(Term):
    """Words that mean the same when somebody searches: `name`, and in `description` the others, separated by commas."""

    class Meta(Term.Meta):
        verbose_name = _("Wörter, die dasselbe meinen")
        verbose_name_plural = _("Wörter, die dasselbe meinen")

    def get_absolute_url(self) -> str:
        return reverse("catalogue:rings") + f"#{self.key}"

    @property
    def words(self) -> list[str]:
        return [word for part in (self.name, *self.description.split(",")) if (word := part.strip())]


class FrameworkEntry(Term):
    """One entry of a framework: Ottawa Charter, participation levels, guiding questions, criteria, closed lists.

    The criteria are working titles until the secretariat has confirmed their wording; `support` says what they
    rest on until then.
    """

    worded = ("name", "description", "support", "source", "valid_from", "valid_to")

    class Framework(models.TextChoices):
        OTTAWA_AREA = "ottawa_area", _("Ottawa-Charta, Handlungsfelder")
        OTTAWA_STRATEGY = "ottawa_strategy", _("Ottawa-Charta, Handlungsstrategien")
        PARTICIPATION = "participation_level", _("Stufen der Beteiligung")
        GUIDING_QUESTION = "guiding_question", _("Leitfragen der Kompetenzzentren")
        SETTING = "setting", _("Lebenswelten")
        TARGET_GROUP = "target_group", _("Zielgruppen")
        SECTOR = "sector", _("Beteiligte Bereiche")
        NETWORK_CRITERION = "network_criterion", _("Kriterien des Netzwerks")
        GOOD_PRACTICE = "good_practice", _("Good-Practice-Kriterien")

    framework = models.CharField(max_length=30, choices=Framework.choices)
    position = models.PositiveSmallIntegerField()
    source = models.CharField(_("Quelle"), max_length=200, blank=True)
    support = models.TextField(_("Worauf sich der Arbeitstitel stützt"), blank=True)
    valid_from = models.DateField(_("gilt ab"), null=True, blank=True)
    valid_to = models.DateField(_("gilt bis"), null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True, editable=False)
    confirmed_by = models.CharField(max_length=200, blank=True, editable=False)

    class Meta:
        ordering: ClassVar = ["framework", "position"]
        verbose_name = _("Eintrag eines Rahmens")
        verbose_name_plural = _("Rahmen")
        constraints: ClassVar = [
            *Term.Meta.constraints,
            models.UniqueConstraint(fields=["framework", "position"], name="one_entry_per_position"),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_to__gte=models.F("valid_from")),
                name="an_entry_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | ~Q(confirmed_by=""),
                name="a_confirmation_names_who",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("catalogue:framework_entry", args=[self.key])

    @property
    def is_working_title(self) -> bool:
        """Whether the page has to say that nobody has confirmed this wording."""
        return self.framework in WORKING_TITLES and self.confirmed_at is None


WORKING_TITLES = (FrameworkEntry.Framework.NETWORK_CRITERION, FrameworkEntry.Framework.GOOD_PRACTICE)
PROPOSABLE: dict[str, type[Term]] = {
    "barrier": Barrier,
    "approach": Approach,
    "tool": Tool,
    "topic": Topic,
}


class TermRevision(models.Model):
    """An earlier wording of a term: what it said, until when, and who changed it."""

    term_kind = models.CharField(max_length=30)
    term_key = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    wording = models.JSONField()
    replaced_at = models.DateTimeField(auto_now_add=True)
    replaced_by = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar = ["-version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["term_kind", "term_key", "version"], name="one_row_per_wording"),
        ]

    def __str__(self) -> str:
        return f"{self.term_kind} {self.term_key} {self.version}"


class TermEvent(models.Model):
    """What happened to a term beside its wording. `moved` holds which rows a merge repointed, so it can be undone."""

    term_kind = models.CharField(max_length=30)
    term_key = models.CharField(max_length=60)
    deed = models.CharField(max_length=20, choices=[(d.value, DEED_WORDS[d]) for d in TermDeed])
    other_key = models.CharField(max_length=60, blank=True)
    reason = models.CharField(max_length=400, blank=True)
    at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(max_length=200)
    moved = models.JSONField(default=dict, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-at", "-id"]
        indexes: ClassVar = [models.Index(fields=["term_kind", "term_key"])]

    def __str__(self) -> str:
        return f"{self.term_kind} {self.term_key}: {self.get_deed_display()}"


class ProposalQuerySet(models.QuerySet["TermProposal"]):
    def visible_to(self, viewer: Viewer) -> "ProposalQuerySet":
        """Who proposed it, and those who decide. Nobody else."""
        if viewer.is_secretariat or viewer.is_centre:
            return self.all()
        return self.filter(proposer_id=viewer.number) if viewer.signed_in else self.none()


class TermProposal(models.Model):
    """A word somebody misses in the catalogue, and what became of the proposal.

    `origin` is the address key of the proposer's own Undertaking, a plain word here, because Undertakings live
    above this room; who may read it is asked there.
    """

    class Kind(models.TextChoices):
        BARRIER = "barrier", _("Hemmnis")
        APPROACH = "approach", _("Umgangsweise")
        TOOL = "tool", _("Werkzeug")
        TOPIC = "topic", _("Thema")

    kind = models.CharField(max_length=20, choices=Kind.choices)
    name = models.CharField(_("Name"), max_length=160)
    description = models.TextField(_("Beschreibung"), max_length=1000)
    why = models.TextField(_("Warum keiner der vorhandenen Einträge passt"), max_length=1000)
    origin = models.SlugField(max_length=20, blank=True)
    proposer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="term_proposals"
    )
    proposed_for = models.CharField(max_length=200, blank=True)
    proposed_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(
        max_length=20,
        choices=[(s.value, PROPOSAL_WORDS[s]) for s in ProposalState],
        default=ProposalState.PROPOSED,
    )
    answer = models.TextField(_("Begründung"), max_length=1000, blank=True)
    term_key = models.CharField(max_length=60, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=200, blank=True)
    answer_seen_at = models.DateTimeField(null=True, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-proposed_at", "-id"]
        verbose_name = _("Vorschlag")
        verbose_name_plural = _("Vorschläge")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="proposed", decided_at__isnull=True)
                | (~Q(state="proposed") & Q(decided_at__isnull=False)),
                name="a_decided_proposal_has_its_date",
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(answer=""), name="declined_with_a_reason"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["accepted", "merged"]) | ~Q(term_key=""),
                name="what_was_taken_in_names_its_term",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in ProposalState]), name="proposal_state_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} „{self.name}“"

    def get_absolute_url(self) -> str:
        return reverse("catalogue:proposal", args=[self.pk])

    @property
    def term_model(self) -> type[Term]:
        return PROPOSABLE[self.kind]
