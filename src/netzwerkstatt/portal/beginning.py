"""What somebody can do first, on a day when nothing waits."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from netzwerkstatt.kernel.access import Viewer
from netzwerkstatt.network.queries.mandates import colleagues
from netzwerkstatt.portal.pages import FirstStep


def first_steps(viewer: Viewer) -> tuple[FirstStep, ...]:
    """What somebody new can do on a day when nothing waits: two for everybody who writes, two for who coordinates."""
    if not viewer.writing_mandates:
        return ()
    found = [
        FirstStep(_("Lesen, was andere erzählen"), _("Auch von dem, was nicht gelang."), _("Lesen"), "/erfahrungen/"),
        FirstStep(
            _("Selbst erzählen"), _("Fünf Fragen, zehn Minuten. Zunächst lesen es nur Sie."), _("Anfangen"), "/erzaehlen/"
        ),
        FirstStep(
            _("Mitbringen, was schon aufgeschrieben ist"),
            _("Eine Tabelle oder ein Bericht. Daraus werden Entwürfe."),
            _("Einlesen"),
            "/erzaehlen/einlesen/",
        ),
    ]  # fmt: skip
    own = next((m for m in viewer.writing_mandates if m.role in ("coordinator", "deputy")), None)
    if own is None:
        return tuple(found)
    found.append(
        FirstStep(
            _("Angaben zu %(name)s prüfen") % {"name": own.organisation_name},
            _("Menschen, Nummern, was Sie bieten und suchen."),
            _("Prüfen"),
            reverse("network:standing", args=[own.organisation_id]),
        )
    )
    if len(colleagues(own.organisation_id, timezone.localdate())) < 2:
        found.append(
            FirstStep(
                _("Jemand Zweites einladen"),
                _("Üblich sind zwei je Bank. Dann geht die Arbeit weiter, wenn eine ausfällt."),
                _("Einladen"),
                reverse("network:invite", args=[own.organisation_id]),
            )
        )
    return tuple(found)
