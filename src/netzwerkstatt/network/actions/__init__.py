"""Everything that is written in the network, by subject."""

from netzwerkstatt.network.actions.interests import add_interest, drop_interest
from netzwerkstatt.network.actions.mandates import (
    INVITATION,
    accept_invitation,
    change_mandate,
    end_mandate,
    give_mandate,
    invite,
    resend_invitation,
    withdraw_invitation,
)
from netzwerkstatt.network.actions.membership import (
    add_interested,
    admit_member,
    admit_members,
    begin_membership,
    take_step,
)

__all__ = [
    "INVITATION",
    "accept_invitation",
    "add_interest",
    "add_interested",
    "admit_member",
    "admit_members",
    "begin_membership",
    "change_mandate",
    "drop_interest",
    "end_mandate",
    "give_mandate",
    "invite",
    "resend_invitation",
    "take_step",
    "withdraw_invitation",
]
