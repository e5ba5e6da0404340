"""Herne, with exactly the facts of the two pages the mission rests on. Nothing here is invented.

The source names hours without weekdays, so nothing is said about "now"; it names a role, which stands here without the name.
"""

from datetime import time

from django.db import transaction

from netzwerkstatt.catalogue.models import Topic
from netzwerkstatt.kernel import registry
from netzwerkstatt.network.models import (
    CentreText,
    CompetenceCentre,
    ContactNumber,
    Membership,
    Municipality,
    MunicipalityKind,
    OpeningHours,
    Organisation,
    OrganisationKind,
    TopicInterest,
)

SOURCE = "Stadt Herne, Seiten „Gesunde Städte-Netzwerk“ und „Kompetenzzentrum“"
OFFERS = (
    "Ansprechpartnerin für Planung und Durchführung von Gesundheitskonferenzen",
    "Beratung und Unterstützung von Kreisen und Kommunen bei der Planung",
    "Mitwirkung an Gesundheitskonferenzen anderer Städte und Kreise",
    "Weitergabe von Erfahrungen und Wissen",
)
BUILDING_BLOCKS = (
    "intensive Aktivierung und Vernetzung der lokalen Akteure des Gesundheitswesens",
    "Verknüpfung von Gesundheitsberichterstattung und Gesundheitskonferenz",
    "langjährige Bürgerbeteiligung",
    "gezielte Begleitforschung und Evaluation",
)
NUMBERS = (("telephone", "02323 16-4574"), ("further", "02323 16-4572"), ("fax", "02323 16-12334574"))


@transaction.atomic
def load_herne() -> CompetenceCentre:
    """Create Herne and its centre once."""
    known = CompetenceCentre.objects.filter(slug="herne").first()
    if known:
        return known
    herne = Municipality.objects.create(
        key="05916000", name="Herne", kind=MunicipalityKind.FREE_CITY, map_district_id="05916", source=SOURCE
    )
    Membership.objects.create(municipality=herne, state="active", since_year=1990, source=SOURCE)
    organisation = Organisation.objects.create(
        name="Kompetenzzentrum Gesundheitskonferenzen Herne", kind=OrganisationKind.CENTRE
    )
    centre = CompetenceCentre.objects.create(
        organisation=organisation,
        municipality=herne,
        slug="herne",
        title="Gesundheitskonferenzen",
        topic=Topic.objects.get(key="health_conferences"),
        since_year=2002,
        lead="Herne ist Ansprechpartnerin für Kommunen, die eine Gesundheitskonferenz planen oder durchführen. "
        "Das Zentrum berät, wirkt an Konferenzen anderer Städte und Kreise mit und lernt dabei selbst.",
        contact_role="Gesundheitswissenschaft",
        address="Rathausstraße 6\n44649 Herne",
        hours_note="Wochentage in der Quelle nicht genannt",
        source=SOURCE,
    )
    _add_details(centre)
    registry.changed(herne)
    registry.changed(centre)
    return centre


def _add_details(centre: CompetenceCentre) -> None:
    for kind, texts in ((CentreText.Kind.OFFER, OFFERS), (CentreText.Kind.BUILDING_BLOCK, BUILDING_BLOCKS)):
        for position, text in enumerate(texts):
            CentreText.objects.create(centre=centre, kind=kind, position=position, text=text)
    for position, (kind_, number) in enumerate(NUMBERS):
        ContactNumber.objects.create(centre=centre, kind=kind_, number=number, position=position)
    for opens, closes in ((time(8, 30), time(12, 0)), (time(13, 30), time(15, 30))):
        OpeningHours.objects.create(centre=centre, opens=opens, closes=closes)
    TopicInterest.objects.create(
        organisation=centre.organisation,
        kind=TopicInterest.Kind.SEEKS,
        text="Erfahrungen in Themen, in denen Herne seine gesundheitsfördernden Aktivitäten noch ausbauen will",
    )
