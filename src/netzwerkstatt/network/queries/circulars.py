"""Reads of circular letters."""

from netzwerkstatt.kernel.access import Viewer
from netzwerkstatt.network.models import Circular, LetterRefusal, Organisation


def senders(viewer: Viewer) -> list[Organisation]:
    """Organisations in whose name this viewer writes to many."""
    return list(
        Organisation.objects.filter(pk__in=viewer.organisation_ids, kind__in=["secretariat", "centre"])
        .select_related("centre__topic")
        .order_by("name")
    )


def may_write_any(viewer: Viewer) -> bool:
    return any(m.organisation_kind in ("secretariat", "centre") for m in viewer.writing_mandates)


def sent_circulars(viewer: Viewer) -> list[Circular]:
    return list(
        Circular.objects.visible_to(viewer)
        .filter(sent_at__isnull=False)
        .select_related("sender")
        .order_by("-sent_at", "-id")
    )


def drafts(viewer: Viewer) -> list[Circular]:
    return list(Circular.objects.visible_to(viewer).filter(sent_at__isnull=True).select_related("sender"))


def refusals(viewer: Viewer) -> set[str]:
    return set(LetterRefusal.objects.filter(person_id=viewer.number).values_list("kind", flat=True))
