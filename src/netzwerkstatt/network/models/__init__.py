from netzwerkstatt.network.models.areas import District, Municipality, MunicipalityKind, State
from netzwerkstatt.network.models.centres import (
    CentreText,
    CompetenceCentre,
    ContactNumber,
    OpeningHours,
    TopicInterest,
)
from netzwerkstatt.network.models.contact import (
    AddressEntry,
    Circular,
    CircularRecipient,
    HandOver,
    LetterRefusal,
)
from netzwerkstatt.network.models.life import (
    FeeClass,
    MembershipStep,
    OrganisationName,
    StandingConfirmation,
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
    "AddressEntry",
    "Area",
    "AreaChange",
    "AreaSource",
    "CentreText",
    "Circular",
    "CircularRecipient",
    "CompetenceCentre",
    "ContactNumber",
    "District",
    "FeeClass",
    "HandOver",
    "LetterRefusal",
    "Mandate",
    "MandateInvitation",
    "Membership",
    "MembershipStep",
    "Municipality",
    "MunicipalityKind",
    "OpeningHours",
    "Organisation",
    "OrganisationKind",
    "OrganisationName",
    "RegionalNetwork",
    "StandingConfirmation",
    "State",
    "TopicInterest",
]
