"""Who may change the shared words."""

from django.utils.translation import gettext as _

from netzwerkstatt.catalogue.models import WORKING_TITLES, FrameworkEntry, Term, TermEvent, TermProposal
from netzwerkstatt.catalogue.states import PROPOSAL_WORDS, ProposalState, TermDeed
from netzwerkstatt.kernel.access import ALLOWED, Decision, Viewer, denied


def decides(viewer: Viewer) -> bool:
    """Centres and the secretariat keep the catalogue."""
    return viewer.is_secretariat or viewer.is_centre


def may_revise(viewer: Viewer, term: Term) -> Decision:
    if decides(viewer):
        return ALLOWED
    return denied(_("Den Katalog ändern die Kompetenzzentren und das Sekretariat."))


def may_retire(viewer: Viewer, term: Term) -> Decision:
    """Taking a term out of use; it stays readable where it is used."""
    revising = may_revise(viewer, term)
    if not revising:
        return revising
    return ALLOWED if term.in_use else denied(_("Dieser Eintrag ist schon nicht mehr in Gebrauch."))


def may_bring_back(viewer: Viewer, term: Term) -> Decision:
    revising = may_revise(viewer, term)
    if not revising:
        return revising
    if term.merged_into is not None:
        return denied(
            _("Dieser Eintrag ist in einem anderen aufgegangen. Trennen Sie zuerst die beiden wieder.")
        )
    return ALLOWED if not term.in_use else denied(_("Dieser Eintrag ist in Gebrauch."))


def may_merge(viewer: Viewer, absorbed: Term, remaining: Term) -> Decision:
    """Everything that refers to `absorbed` will refer to `remaining`."""
    revising = may_revise(viewer, absorbed)
    if not revising:
        return revising
    if type(absorbed) is not type(remaining):
        return denied(_("Zusammenführen lassen sich nur Einträge derselben Art."))
    if absorbed.pk == remaining.pk:
        return denied(_("Ein Eintrag geht nicht in sich selbst auf."))
    if isinstance(absorbed, FrameworkEntry) and absorbed.framework != remaining.framework:  # type: ignore[attr-defined]
        return denied(_("Zusammenführen lassen sich nur Einträge desselben Rahmens."))
    if absorbed.merged_into is not None:
        return denied(_("Dieser Eintrag ist schon in einem anderen aufgegangen."))
    if not remaining.in_use:
        return denied(_("Der Eintrag, der bleiben soll, ist nicht mehr in Gebrauch."))
    return ALLOWED


def may_split_again(viewer: Viewer, event: TermEvent, absorbed: Term) -> Decision:
    """Undoing a merge."""
    revising = may_revise(viewer, absorbed)
    if not revising:
        return revising
    if event.deed != TermDeed.MERGED or event.undone_at or absorbed.merged_into is None:
        return denied(_("Hier ist nichts zu trennen."))
    if absorbed.merged_into.key != event.other_key:
        return denied(
            _(
                "Der verbliebene Eintrag ist inzwischen selbst in einem anderen aufgegangen. "
                "Trennen Sie zuerst diese beiden."
            )
        )
    return ALLOWED


def may_confirm_wording(viewer: Viewer, entry: FrameworkEntry) -> Decision:
    """Saying that a criterion reads as the network has decided it."""
    if not viewer.is_secretariat:
        return denied(_("Den Wortlaut der Kriterien bestätigt das Sekretariat."))
    if entry.framework not in WORKING_TITLES:
        return denied(_("Dieser Eintrag braucht keine Bestätigung."))
    return ALLOWED if entry.confirmed_at is None else denied(_("Dieser Wortlaut ist schon bestätigt."))


def may_propose(viewer: Viewer) -> Decision:
    if viewer.reads_network:
        return ALLOWED
    return denied(_("Wörter für den Katalog schlägt vor, wer für ein Mitglied des Netzwerks handelt."))


def may_decide(viewer: Viewer, proposal: TermProposal) -> Decision:
    if not decides(viewer):
        return denied(_("Über Vorschläge entscheiden die Kompetenzzentren und das Sekretariat."))
    return _still_open(proposal)


def may_withdraw(viewer: Viewer, proposal: TermProposal) -> Decision:
    if not viewer.signed_in or proposal.proposer_id != viewer.person_id:
        return denied(_("Zurückziehen kann einen Vorschlag nur, wer ihn gemacht hat."))
    return _still_open(proposal)


def _still_open(proposal: TermProposal) -> Decision:
    if proposal.state == ProposalState.PROPOSED:
        return ALLOWED
    words = _(PROPOSAL_WORDS[ProposalState(proposal.state)])
    return denied(_("Dieser Vorschlag ist schon beantwortet: %(words)s.") % {"words": words})


def may_acknowledge(viewer: Viewer, proposal: TermProposal) -> Decision:
    if viewer.signed_in and proposal.proposer_id == viewer.person_id and proposal.decided_at:
        return ALLOWED
    return denied(_("Diese Antwort gilt jemand anderem."))
