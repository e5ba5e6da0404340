"""Who may change what in the network, and why not."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from netzwerkstatt.kernel.access import ALLOWED, BENCH_ROLES, Decision, Viewer, denied
from netzwerkstatt.network.models import (
    Circular,
    FeeClass,
    HandOver,
    Mandate,
    MandateInvitation,
    Membership,
    MembershipStep,
    Organisation,
)
from netzwerkstatt.network.models.organisations import INVITING
from netzwerkstatt.network.states import (
    NEEDS_BEFORE,
    NEEDS_NOTE,
    NEEDS_PAPER,
    POSSIBLE_IN,
    REFUSABLE,
    STATE_WORDS,
    STEP_WORDS,
    LetterKind,
    MembershipState,
    StepKind,
)


def may_invite(viewer: Viewer, organisation: Organisation) -> Decision:
    """The secretariat invites everywhere; coordination and administrators invite for their own organisation."""
    if viewer.is_secretariat:
        return ALLOWED
    if any(m.organisation_id == organisation.pk and m.role in INVITING for m in viewer.mandates):
        return ALLOWED
    return denied(
        _("Für %(name)s laden die Koordination und das Sekretariat ein.") % {"name": organisation.name}
    )


def may_change_invitation(viewer: Viewer, invitation: MandateInvitation) -> Decision:
    """Sending it again, or withdrawing it."""
    inviting = may_invite(viewer, invitation.organisation)
    if not inviting:
        return inviting
    if invitation.accepted_at:
        return denied(_("Diese Einladung ist schon angenommen."))
    if invitation.withdrawn_at:
        return denied(_("Diese Einladung ist zurückgezogen."))
    return ALLOWED


def may_end_mandate(viewer: Viewer, mandate: Mandate) -> Decision:
    """Everybody may lay down her own mandate; otherwise whoever invites for the organisation."""
    if viewer.signed_in and mandate.person_id == viewer.person_id:
        return ALLOWED
    return may_invite(viewer, mandate.organisation)


def may_see_people(viewer: Viewer, organisation: Organisation) -> Decision:
    """The page with the mandates of an organisation: its own people and the secretariat."""
    own = any(
        m.organisation_id == organisation.pk and m.role in (*BENCH_ROLES, *INVITING) for m in viewer.mandates
    )
    if own or viewer.is_secretariat:
        return ALLOWED
    return denied(_("Diese Seite sehen nur die Menschen von %(name)s.") % {"name": organisation.name})


def may_rename(viewer: Viewer, organisation: Organisation) -> Decision:
    if viewer.is_secretariat or viewer.holds_for(organisation.pk):
        return ALLOWED
    return denied(_("Den Namen ändern %(name)s selbst und das Sekretariat.") % {"name": organisation.name})


def may_manage_members(viewer: Viewer) -> Decision:
    if viewer.is_secretariat:
        return ALLOWED
    return denied(_("Mitgliedschaften führt das Sekretariat."))


def may_admit(viewer: Viewer) -> Decision:
    """Taking a municipality in, with both its benches."""
    return may_manage_members(viewer)


def may_take_step(
    viewer: Viewer, membership: Membership, kind: StepKind, *, paper: str = "", note: str = ""
) -> Decision:
    """Whether this step may follow now, and what is missing before it."""
    managing = may_manage_members(viewer)
    if not managing:
        return managing
    state = MembershipState(membership.state)
    if state not in POSSIBLE_IN[kind]:
        return denied(
            _("„%(step)s“ passt nicht zum Stand „%(state)s“.")
            % {"step": STEP_WORDS[kind], "state": STATE_WORDS[state]}
        )
    missing = missing_before(membership, kind)
    if missing:
        words = " · ".join(STEP_WORDS[before] for before in missing)
        return denied(
            _("Vor „%(step)s“ fehlt noch: %(missing)s.") % {"step": STEP_WORDS[kind], "missing": words}
        )
    if kind in NEEDS_PAPER and not paper.strip():
        return denied(_("Es fehlt die Nummer der Vorlage, auf der der Beschluss beruht."))
    if kind in NEEDS_NOTE and not note.strip():
        return denied(_("Es fehlt, wer beteiligt war und auf welchem Weg."))
    return ALLOWED


def noted_lately(membership: Membership) -> list[StepKind]:
    """Steps that still count: of an exit, what came after it was last announced."""
    noted = [StepKind(step.kind) for step in membership.steps.all()]
    if StepKind.EXIT_ANNOUNCEMENT not in noted:
        return noted
    return noted[len(noted) - 1 - noted[::-1].index(StepKind.EXIT_ANNOUNCEMENT) :]


def missing_before(membership: Membership, kind: StepKind) -> list[StepKind]:
    """What must have been noted first."""
    noted = noted_lately(membership)
    return [before for before in NEEDS_BEFORE.get(kind, ()) if before not in noted]


def may_read_history(viewer: Viewer, membership: Membership) -> bool:
    return MembershipStep.objects.visible_to(viewer).filter(membership=membership).exists() or bool(
        may_manage_members(viewer)
    )


def may_add_fee_class(viewer: Viewer, clashes: Iterable[FeeClass]) -> Decision:
    managing = may_manage_members(viewer)
    if not managing:
        return managing
    other = next(iter(clashes), None)
    if other:
        return denied(
            _("Diese Klasse überschneidet sich mit „%(name)s“. Beenden Sie jene zuerst.")
            % {"name": other.name}
        )
    return ALLOWED


def may_import_areas(viewer: Viewer) -> Decision:
    """Official areas and figures come from files; who runs the installation answers for which."""
    if viewer.is_operator:
        return ALLOWED
    return denied(_("Amtliche Gebiete und Zahlen liest die betreibende Stelle ein."))


def may_read_trail(viewer: Viewer, organisations: Iterable[Organisation]) -> bool:
    """Who did what for a member: the secretariat, and those who invite for one of its organisations."""
    return viewer.is_secretariat or any(may_invite(viewer, organisation) for organisation in organisations)


def may_edit_interests(viewer: Viewer, organisation: Organisation) -> Decision:
    if viewer.holds_for(organisation.pk):
        return ALLOWED
    return denied(
        _("Was %(name)s bietet und sucht, schreibt nur %(name)s selbst.") % {"name": organisation.name}
    )


def may_confirm_standing(viewer: Viewer, organisation: Organisation) -> Decision:
    if viewer.holds_for(organisation.pk):
        return ALLOWED
    return denied(_("Ob das noch richtig ist, weiß nur %(name)s.") % {"name": organisation.name})


def may_hand_over(viewer: Viewer, organisation: Organisation) -> Decision:
    """Writing a hand-over: whoever works for the organisation, about her own work."""
    if any(m.organisation_id == organisation.pk and m.role in BENCH_ROLES for m in viewer.mandates):
        return ALLOWED
    return denied(_("Übergeben kann nur, wer für %(name)s arbeitet.") % {"name": organisation.name})


def may_succeed(hand_over: HandOver, successor_id: int, on_duty: Iterable[int]) -> Decision:
    """A successor is somebody else who works for the same organisation."""
    if successor_id == hand_over.leaving_id:
        return denied(_("Die Nachfolge ist jemand anderes als Sie selbst."))
    if successor_id not in set(on_duty):
        return denied(
            _("Diese Person arbeitet nicht für %(name)s. Laden Sie sie zuerst ein.")
            % {"name": hand_over.organisation.name}
        )
    return ALLOWED


def may_take_hand_over(viewer: Viewer, hand_over: HandOver) -> Decision:
    if hand_over.leaving_id == viewer.person_id:
        return denied(_("Diese Übergabe haben Sie geschrieben. Annehmen kann sie, wer nach Ihnen kommt."))
    if HandOver.objects.visible_to(viewer).filter(pk=hand_over.pk).exists():
        return ALLOWED
    return denied(_("Diese Übergabe gilt jemand anderem."))


def may_write_circular(viewer: Viewer, sender: Organisation) -> Decision:
    """The secretariat writes to everybody, a centre to those interested in its topic."""
    if sender.kind in ("secretariat", "centre") and viewer.holds_for(sender.pk):
        return ALLOWED
    return denied(_("Rundbriefe schreiben das Sekretariat und die Kompetenzzentren."))


def may_send_circular(viewer: Viewer, circular: Circular, *, reached: int) -> Decision:
    writing = may_write_circular(viewer, circular.sender)
    if not writing:
        return writing
    if circular.sent_at:
        return denied(_("Dieser Rundbrief ist schon verschickt. Er geht nicht zweimal hinaus."))
    if not reached:
        return denied(_("Diese Auswahl erreicht niemanden. Es wurde nichts verschickt."))
    return ALLOWED


def may_refuse(kind: LetterKind) -> Decision:
    if kind in REFUSABLE:
        return ALLOWED
    return denied(
        _("Mitteilungen an Mitglieder lassen sich nicht abbestellen: Fristen und Wahlen gehen alle an.")
    )


def may_edit_regional_networks(viewer: Viewer) -> Decision:
    if viewer.is_secretariat:
        return ALLOWED
    return denied(_("Regionale Netzwerke trägt das Sekretariat ein."))


def may_export_addresses(viewer: Viewer) -> Decision:
    if viewer.is_secretariat:
        return ALLOWED
    return denied(_("Das Verzeichnis als Datei bekommt nur das Sekretariat."))
