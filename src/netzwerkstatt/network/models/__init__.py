from netzwerkstatt.network.models.areas import District, Municipality, MunicipalityKind, State
from netzwerkstatt.network.models.centres import (
    CentreText,
    CompetenceCentre,
    ContactNumber,
    OpeningHours,
    TopicInterest,
)
from netzwerkstatt.network.models.organisations import (
    Mandate,
    MandateInvitation,
    Membership,
    Organisation,
    OrganisationKind,
    RegionalNetwork,
)
from netzwerkstatt.network.models.register import Area, AreaChange, AreaSource

__all__ = [
    "Area",
    "AreaChange",
    "AreaSource",
    "CentreText",
    "CompetenceCentre",
    "ContactNumber",
    "District",
    "Mandate",
    "MandateInvitation",
    "Membership",
    "Municipality",
    "MunicipalityKind",
    "OpeningHours",
    "Organisation",
    "OrganisationKind",
    "RegionalNetwork",
    "State",
    "TopicInterest",
]
