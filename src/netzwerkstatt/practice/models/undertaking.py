"""The Undertaking: who holds it, where it stands, who may read it. Its text lives in versions."""

import secrets
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from netzwerkstatt.kernel.access import Bench, Viewer
from netzwerkstatt.network.models import Organisation
from netzwerkstatt.network.queries import KIND_OF_BENCH
from netzwerkstatt.practice.states import (
    AUDIENCE_WORDS,
    CONSENT_WORDS,
    NEEDS_READING,
    STAGE_WORDS,
    Audience,
    EvaluationConsent,
    Stage,
    at_least,
)

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"


def new_key() -> str:
    """A short address that says nothing about order or number."""
    return "".join(secrets.choice(ALPHABET) for _position in range(8))


class UndertakingQuerySet(models.QuerySet["Undertaking"]):
    def visible_to(self, viewer: Viewer) -> "UndertakingQuerySet":
        """The first door: everything this viewer may read, and nothing else.

        Authors keep access while they hold a mandate of the holder, named persons while they read with the
        network. What is hidden or deleted is seen by its authors only.
        """
        seen = self._released(Audience.PUBLIC)
        if viewer.reads_network:
            seen |= self._released(Audience.NETWORK)
        if viewer.signed_in:
            seen |= self._at_home(viewer) | self._named(viewer)
        return self.filter(seen & Q(hidden_at__isnull=True) | self._authored(viewer)).filter(
            deleted_at__isnull=True
        )

    def released_to(self, viewer: Viewer) -> "UndertakingQuerySet":
        """What of `visible_to` is released and not hidden: the same rows, asked in a way an index can answer.

        Lists, counts and the search start here; a test holds it against `visible_to` for the whole cast.
        """
        lowest = Audience.NETWORK if viewer.reads_network else Audience.PUBLIC
        return self.filter(self._released(lowest), hidden_at__isnull=True, deleted_at__isnull=True)

    def evaluable(self, audience: Audience) -> "UndertakingQuerySet":
        """The second door: the one population of figures for an audience (network or public).

        The same for everybody in that audience: released to it, consented to as a case, not hidden.
        A brief note is a mention, never a case.
        """
        if audience not in NEEDS_READING:
            raise ValueError("figures have an audience: network or public")
        return self.filter(
            self._released(audience),
            form=Undertaking.Form.TELLING,
            evaluation_consent=EvaluationConsent.AS_CASE,
            hidden_at__isnull=True,
            deleted_at__isnull=True,
        )

    def authored_by(self, viewer: Viewer) -> "UndertakingQuerySet":
        """What this viewer wrote and still may change, hidden and deleted ones included."""
        return self.filter(self._authored(viewer))

    def deleted_by_authors(self, viewer: Viewer) -> "UndertakingQuerySet":
        return self.filter(self._authored(viewer), deleted_at__isnull=False)

    def offered_to(self, viewer: Viewer) -> "UndertakingQuerySet":
        """Undertakings of the viewer's organisations whose authors have all left: for a successor to take over."""
        today = timezone.localdate()
        still_there = UndertakingPerson.objects.filter(
            Q(person__mandates__ends_on__isnull=True) | Q(person__mandates__ends_on__gte=today),
            undertaking=OuterRef("pk"),
            role=UndertakingPerson.Role.AUTHOR,
            person__mandates__organisation=OuterRef("holder"),
            person__mandates__starts_on__lte=today,
            person__is_active=True,
        )
        return self.filter(holder_id__in=viewer.organisation_ids, deleted_at__isnull=True).exclude(
            Exists(still_there)
        )

    @staticmethod
    def _released(audience: Audience) -> Q:
        return Q(audience__in=at_least(audience), released__isnull=False)

    @staticmethod
    def _at_home(viewer: Viewer) -> Q:
        seen = Q(
            holder__municipality_id__in=viewer.municipality_ids, audience__in=at_least(Audience.MUNICIPALITY)
        ) | Q(holder_id__in=viewer.organisation_ids, audience__in=at_least(Audience.BENCH))
        for municipality_id, bench in viewer.benches:
            seen |= Q(
                holder__municipality_id=municipality_id,
                holder__kind=KIND_OF_BENCH[Bench(bench)],
                audience__in=at_least(Audience.BENCH),
            )
        return seen

    @staticmethod
    def _named(viewer: Viewer) -> Q:
        if not viewer.reads_network:
            return Q(pk__in=[])
        named = UndertakingPerson.objects.filter(person_id=viewer.number).values("undertaking_id")
        return Q(pk__in=named)

    @staticmethod
    def _authored(viewer: Viewer) -> Q:
        if not viewer.signed_in:
            return Q(pk__in=[])
        own = UndertakingPerson.objects.filter(person_id=viewer.number, role=UndertakingPerson.Role.AUTHOR)
        return Q(pk__in=own.values("undertaking_id"), holder_id__in=viewer.organisation_ids)


class Undertaking(models.Model):
    """Something somebody intends, does, keeps up, has done or did not achieve for health in a municipality."""

    class Form(models.TextChoices):
        TELLING = "telling", _("Erfahrung")
        BRIEF = "brief", _("Kurznotiz")

    key = models.CharField(max_length=8, unique=True, default=new_key, editable=False)
    form = models.CharField(max_length=10, choices=Form.choices, default=Form.TELLING)
    holder = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="undertakings")
    stage = models.CharField(
        max_length=30, choices=[(s.value, _(STAGE_WORDS[s])) for s in Stage], default=Stage.CONCEPT
    )
    permanent = models.BooleanField(_("auf Dauer"), default=False)
    audience = models.CharField(
        max_length=20, choices=[(a.value, _(AUDIENCE_WORDS[a])) for a in Audience], default=Audience.NAMED
    )
    evaluation_consent = models.CharField(
        max_length=20,
        choices=[(c.value, _(CONSENT_WORDS[c])) for c in EvaluationConsent],
        default=EvaluationConsent.NONE,
    )
    working = models.ForeignKey(
        "practice.Version", null=True, on_delete=models.PROTECT, related_name="working_of"
    )
    released = models.ForeignKey(
        "practice.Version", null=True, blank=True, on_delete=models.PROTECT, related_name="released_of"
    )
    released_at = models.DateTimeField(null=True, blank=True)
    place_unnamed = models.BooleanField(default=False)
    agreed_with_role = models.CharField(max_length=200, blank=True)
    agreed_on = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    other_bench_told_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = UndertakingQuerySet.as_manager()

    class Meta:
        verbose_name = _("Vorhaben")
        verbose_name_plural = _("Vorhaben")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(released__isnull=True) | Q(released_at__isnull=False),
                name="a_release_has_its_date",
            ),
            models.CheckConstraint(
                condition=~Q(audience__in=[a.value for a in NEEDS_READING]) | Q(released__isnull=False),
                name="network_and_public_need_a_release",
            ),
            models.CheckConstraint(
                condition=~Q(audience="public")
                | Q(place_unnamed=True)
                | (~Q(agreed_with_role="") & Q(agreed_on__isnull=False)),
                name="named_in_public_only_when_agreed",
            ),
            models.CheckConstraint(
                condition=Q(stage__in=[s.value for s in Stage])
                & Q(audience__in=[a.value for a in Audience])
                & Q(evaluation_consent__in=[c.value for c in EvaluationConsent]),
                name="undertaking_states_known",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                F("released_at").desc(),
                F("id").desc(),
                F("audience"),
                condition=Q(released__isnull=False, hidden_at__isnull=True, deleted_at__isnull=True),
                name="released_by_date",
            ),
        ]

    def __str__(self) -> str:
        return self.key

    def get_absolute_url(self) -> str:
        return reverse("practice:undertaking", args=[self.key])


class UndertakingPerson(models.Model):
    """An author, or a person an author named as reader."""

    class Role(models.TextChoices):
        AUTHOR = "author", _("Autor:in")
        NAMED = "named", _("benannt")

    undertaking = models.ForeignKey(Undertaking, on_delete=models.CASCADE, related_name="people")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="undertakings"
    )
    role = models.CharField(max_length=10, choices=Role.choices)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["undertaking", "person"], name="one_part_per_person"),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.role}"


class StageChange(models.Model):
    """One step of the stage, with its reason."""

    undertaking = models.ForeignKey(Undertaking, on_delete=models.CASCADE, related_name="stage_changes")
    before = models.CharField(max_length=30)
    after = models.CharField(max_length=30)
    reason = models.CharField(max_length=400, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-at"]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"


class Confirmation(models.Model):
    """Somebody of the holder said on a day that the released text is still right."""

    undertaking = models.ForeignKey(Undertaking, on_delete=models.CASCADE, related_name="confirmations")
    on = models.DateField()

    class Meta:
        ordering: ClassVar = ["-on"]

    def __str__(self) -> str:
        return f"{self.on}"
