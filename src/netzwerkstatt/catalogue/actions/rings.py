"""Words that find each other when somebody searches."""

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from netzwerkstatt.catalogue import rules
from netzwerkstatt.catalogue.models import WordRing
from netzwerkstatt.kernel import registry
from netzwerkstatt.kernel.access import Viewer, denied, require
from netzwerkstatt.kernel.audit.actions import record


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
