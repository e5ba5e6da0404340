"""How far the network is set up: each step with its state in words, and one verb or the reason why not yet."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from netzwerkstatt.kernel.access import Viewer
from netzwerkstatt.kernel.registry import Waiting
from netzwerkstatt.network.models import Mandate, Municipality
from netzwerkstatt.network.queries.members import benches_without_people
from netzwerkstatt.network.rules import may_manage_members
from netzwerkstatt.portal import rules
from netzwerkstatt.portal.models import Installation, LegalPage
from netzwerkstatt.portal.queries import installation, missing_for_opening, unfinished_legal_pages

DONE, BEGUN, EMPTY, NOT_YET = "fertig", "angefangen", "noch leer", "noch nicht möglich"


@dataclass(frozen=True)
class Step:
    """`state` is one of four words; `reason` stands where the verb would, when nothing can be done yet."""

    number: int
    title: str
    circumstance: str
    state: str
    verb: str
    address: str
    reason: str = ""

    @property
    def is_done(self) -> bool:
        return self.state == DONE


@dataclass(frozen=True)
class MailState:
    """What is configured, without any password, and what is missing."""

    words: str
    sender: str
    missing: tuple[str, ...]
    leaves_the_house: bool


def mail_state() -> MailState:
    kind = settings.EMAIL_BACKEND.split(".")[-2]
    missing = []
    if kind == "smtp":
        safe = "STARTTLS" if settings.EMAIL_USE_TLS else "TLS" if settings.EMAIL_USE_SSL else ""
        how = _("verschlüsselt mit %(safe)s") % {"safe": safe} if safe else _("unverschlüsselt")
        words = _("Briefe gehen über %(host)s, Port %(port)s, %(how)s.") % {
            "host": settings.EMAIL_HOST, "port": settings.EMAIL_PORT, "how": how,
        }  # fmt: skip
    elif kind == "filebased":
        words = _("Briefe werden als Dateien abgelegt, in %(folder)s. Es kommt keiner an.") % {
            "folder": getattr(settings, "EMAIL_FILE_PATH", "")
        }
        missing.append(_("NETZWERKSTATT_MAIL: der Zugang zum Postausgang"))
    else:
        words = _("Briefe werden nur angezeigt. Es kommt keiner an.")
        missing.append(_("NETZWERKSTATT_MAIL: der Zugang zum Postausgang"))
    if "localhost" in settings.DEFAULT_FROM_EMAIL:
        missing.append(_("NETZWERKSTATT_MAIL_FROM: der Absender"))
    if urlsplit(settings.BASE_URL).hostname in ("127.0.0.1", "localhost"):
        missing.append(_("NETZWERKSTATT_URL: die Adresse, auf die Links in Briefen zeigen"))
    return MailState(words, settings.DEFAULT_FROM_EMAIL, tuple(missing), kind == "smtp")


def steps(viewer: Viewer) -> tuple[Step, ...]:
    """All steps in their order. What only the secretariat may do says so to an operator who is not."""
    about = installation()
    members = Municipality.objects.visible_to(viewer).members().count()
    return (
        _name(about),
        _colour(about),
        _secretariat(),
        _legal(),
        _mail(about),
        _members(viewer, members),
        _people(viewer, members),
    )


def _name(about: Installation) -> Step:
    sign = (
        _("Das Zeichen liegt vor.") if about.logo_digest else _("Ein Zeichen fehlt noch; es ist freiwillig.")
    )
    return Step(
        1, _("Name und Zeichen"), f"{about.network_name}. {sign}", DONE, _("Ändern"), reverse("portal:name")
    )


def _colour(about: Installation) -> Step:
    words = (
        _("%(light)s auf hellem, %(dark)s auf dunklem Grund.")
        % {"light": about.accent, "dark": about.accent_dark}
        if about.accent
        else _("Die Farbe von KERN. Eine eigene ist freiwillig.")
    )
    return Step(2, _("Farbe"), words, DONE, _("Ändern"), reverse("portal:colours"))


def _secretariat() -> Step:
    rows = Mandate.objects.current(timezone.localdate()).filter(
        organisation__kind="secretariat", role__in=["coordinator", "deputy", "colleague"]
    )
    people = rows.values("person").distinct().count()
    first = rows.order_by("pk").first()
    address = reverse("network:people", args=[first.organisation_id]) if first else ""
    if people == 0:
        return Step(
            3, _("Sekretariat"), _("Es gibt kein Sekretariat mit einem Mandat."), NOT_YET, "", "",
            _("Das richtet ein, wer die Installation betreibt."),
        )  # fmt: skip
    words = ngettext(
        "Eine Person. Zwei sind besser: Wenn eine ausfällt, geht die Arbeit weiter.",
        "%(n)s Personen.",
        people,
    ) % {"n": people}
    return Step(3, _("Sekretariat"), words, DONE if people > 1 else BEGUN, _("Einladen"), address)


def _legal() -> Step:
    open_ = unfinished_legal_pages()
    address = reverse("portal:legal_pages")
    if not open_:
        return Step(
            4, _("Rechtliche Seiten"), _("Impressum, Datenschutzhinweis und Erklärung zur Barrierefreiheit stehen."),
            DONE, _("Ändern"), address,
        )  # fmt: skip
    names = ", ".join(str(page.get_kind_display()) for page in open_)
    begun = len(open_) < len(LegalPage.Kind.values) or any(page.pk for page in open_)
    return Step(
        4, _("Rechtliche Seiten"), _("Es fehlt noch: %(names)s.") % {"names": names}, BEGUN if begun else EMPTY,
        _("Weiter") if begun else _("Anfangen"), address,
    )  # fmt: skip


def _mail(about: Installation) -> Step:
    state = mail_state()
    if about.mail_tested_at and not state.missing:
        done, words = DONE, _("Ein Brief an Sie selbst kam durch.")
    else:
        done = BEGUN if state.leaves_the_house or about.mail_tested_at else EMPTY
        words = state.words
    return Step(
        5, _("Briefe verschicken können"), words, done, _("Ansehen") if done == DONE else _("Prüfen"),
        reverse("portal:mail"),
    )  # fmt: skip


def _members(viewer: Viewer, members: int) -> Step:
    managing = may_manage_members(viewer)
    words = (
        ngettext("Eine Kommune ist eingetragen.", "%(n)s Kommunen sind eingetragen.", members)
        % {"n": members}
        if members
        else _("Aus der Tabelle, die Sie haben, oder einzeln. Sie sehen jede Zeile vorher.")
    )
    state = DONE if members >= 3 else BEGUN if members else EMPTY
    if not managing:
        return Step(6, _("Mitglieder aus einer Liste"), words, state, "", "", managing.reason)
    verb = _("Anfangen") if not members else _("Weitere eintragen")
    return Step(6, _("Mitglieder aus einer Liste"), words, state, verb, reverse("network:bring_list"))


def _people(viewer: Viewer, members: int) -> Step:
    title = _("Zwei Personen je Mitglied einladen")
    if not members:
        words = _("Beide Bänke. Das geht, sobald ein Mitglied eingetragen ist.")
        return Step(7, title, words, NOT_YET, "", "", _("Zuerst Schritt 6."))
    managing = may_manage_members(viewer)
    rows = benches_without_people(timezone.localdate())
    without = sum(not people for _o, people, _invited in rows)
    invited = sum(invited for _o, _people, invited in rows)
    words = (
        ngettext("Auf einer Bank ist noch niemand.", "Auf %(n)s Bänken ist noch niemand.", without)
        % {"n": without}
        if without
        else _("Auf jeder Bank arbeitet jemand.")
    )
    if invited:
        words += " " + ngettext("Eine Einladung ist offen.", "%(n)s Einladungen sind offen.", invited) % {
            "n": invited
        }
    state = DONE if not without else BEGUN if invited or without < len(rows) else EMPTY
    if not managing:
        return Step(7, title, words, state, "", "", managing.reason)
    return Step(
        7,
        title,
        words,
        state,
        _("Anfangen") if state == EMPTY else _("Ansehen"),
        reverse("network:invitations"),
    )


def waiting(viewer: Viewer) -> Iterable[Waiting]:
    """A network that is not open yet waits for those who set it up."""
    if not (viewer.is_operator or viewer.is_secretariat) or not rules.may_edit_installation(viewer):
        return
    about = installation()
    if not about.is_closed:
        return
    missing = missing_for_opening()
    yield Waiting(
        _("Das Netzwerk einrichten"),
        _("Vor dem Öffnen fehlt noch: %(missing)s.") % {"missing": ", ".join(missing)}
        if missing
        else _("Alles Nötige steht. Das Netzwerk kann sich öffnen."),
        _("Weiter"),
        reverse("portal:set_up"),
        about.set_up_at,
    )
