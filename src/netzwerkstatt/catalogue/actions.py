"""Changing the shared words. The earlier wording stays."""

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from netzwerkstatt.catalogue import rules
from netzwerkstatt.catalogue.models import Term, TermRevision, WordRing
from netzwerkstatt.kernel import registry
from netzwerkstatt.kernel.access import Viewer, denied, require
from netzwerkstatt.kernel.audit.actions import record


@transaction.atomic
def revise_term(term: Term, *, name: str, description: str, version: int, by: Viewer) -> Term:
    """A new wording. `version` is the one the editor saw: if it has moved on, nothing is written."""
    require(rules.may_revise(by, term))
    locked = type(term).objects.select_for_update().get(pk=term.pk)
    if locked.version != version:
        require(denied(_("Inzwischen hat jemand anderes diesen Eintrag geändert. Bitte laden Sie ihn neu.")))
    TermRevision.objects.create(
        term_kind=str(locked._meta.model_name),
        term_key=locked.key,
        version=locked.version,
        wording={"name": locked.name, "description": locked.description},
        replaced_by=by.name,
    )
    locked.name, locked.description, locked.version = name, description, locked.version + 1
    locked.full_clean()
    locked.save()
    record("revise_term", locked, by=by, version=locked.version)
    registry.changed(locked)
    return locked


@transaction.atomic
def add_ring(*, name: str, description: str, by: Viewer) -> WordRing:
    """Words that find each other from now on."""
    ring = WordRing(name=name.strip(), description=description.strip())
    require(rules.may_revise(by, ring))
    if len(ring.words) < 2:
        require(denied(_("Zu einem Wort gehört mindestens ein zweites, das dasselbe meint.")))
    ring.key = f"ring-{WordRing.objects.count() + 1}-{slugify(ring.name)}"[:60]
    ring.full_clean()
    ring.save()
    record("add_ring", ring, by=by)
    registry.changed(ring)
    return ring
