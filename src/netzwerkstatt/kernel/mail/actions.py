"""Putting letters into the outbox and sending what is due."""

import smtplib
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection, send_mail
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from netzwerkstatt.kernel.mail.models import Letter

Writer = Callable[[Letter], str | None]
_writers: dict[str, Writer] = {}


def register_writer(name: str, writer: Writer) -> None:
    """Let a room write its letters when they leave. A writer that returns None has nothing to say: no letter goes out."""
    _writers[name] = writer


def put_letter(
    *,
    address: str,
    event: str,
    subject: str,
    body: str,
    link: str = "",
    person_id: int | None = None,
    at_once: bool = False,
    writer: str = "",
    about: str = "",
) -> Letter:
    """One letter for one event: a second call for the same address and event returns the first letter.

    `at_once` hands it to the background process as soon as the transaction holds. `writer` names who writes the text
    when the letter leaves; until then it holds none.
    """
    letter, is_new = Letter.objects.get_or_create(
        address=address.lower(),
        event=event,
        defaults={
            "person_id": person_id,
            "pace": Letter.Pace.AT_ONCE if at_once else Letter.Pace.DIGEST,
            "subject": subject,
            "body": body,
            "link": link,
            "writer": writer,
            "about": about,
        },
    )
    if is_new and at_once:
        transaction.on_commit(_send_soon)
    return letter


def drop_unsent(*, address: str, event: str) -> int:
    """Take letters of an event, and its repetitions, out of the outbox before they leave; returns how many."""
    waiting = Letter.objects.filter(address=address.lower(), sent_at__isnull=True)
    number, _kinds = waiting.filter(Q(event=event) | Q(event__startswith=f"{event}:")).delete()
    return number


def send_test(address: str) -> str:
    """A letter that leaves at once and past the outbox. Returns a German sentence on what failed, or nothing."""
    text = _("Dieser Brief prüft, ob die Netzwerkstatt Briefe verschicken kann. Sie müssen nichts tun.")
    whole = _("Guten Tag,\n\n%(text)s\n\nIhre Netzwerkstatt\n") % {"text": text}
    mailer = EmailMessage(_("Probe aus der Netzwerkstatt"), whole, None, [address])
    try:
        mailer.connection = get_connection(timeout=10)
        mailer.send()
    except smtplib.SMTPAuthenticationError:
        return _("Der Mailserver hat Name oder Passwort nicht angenommen.")
    except smtplib.SMTPException:
        return _("Der Mailserver hat den Brief nicht angenommen.")
    except OSError:
        return _(
            "Der Mailserver ist nicht zu erreichen, oder der Ordner für Briefe lässt sich nicht beschreiben."
        )
    return ""


def _send_soon() -> None:
    from netzwerkstatt.kernel.mail.tasks import send_letters

    send_letters.enqueue()


def send_due(*, digest_after: timedelta = timedelta(hours=20)) -> int:
    """Send immediate letters, and a digest to each address whose oldest waiting letter is old enough.

    Returns the number of mails that went out. A letter is marked before its mail leaves: a crash loses a
    mail rather than sending it twice.
    """
    return _send_at_once() + _send_digests(digest_after)


def _send_at_once() -> int:
    sent = 0
    for letter in Letter.objects.filter(sent_at__isnull=True, pace=Letter.Pace.AT_ONCE):
        if _claim([letter]) and (paragraphs := _written([letter])):
            _send(letter.address, letter.subject, paragraphs[0])
            Letter.objects.filter(pk=letter.pk).update(link="")  # an invitation's link opens a door once
            sent += 1
    return sent


def _send_digests(digest_after: timedelta) -> int:
    waiting: dict[str, list[Letter]] = defaultdict(list)
    for letter in Letter.objects.filter(sent_at__isnull=True, pace=Letter.Pace.DIGEST):
        waiting[letter.address].append(letter)
    sent = 0
    for address, letters in waiting.items():
        if letters[0].created_at > timezone.now() - digest_after or not _claim(letters):
            continue
        paragraphs = _written(letters)
        if not paragraphs:
            continue
        subject = (
            paragraphs[0].partition("\n")[0]
            if len(paragraphs) == 1
            else _("%(n)s Nachrichten aus der Netzwerkstatt") % {"n": len(paragraphs)}
        )
        _send(address, subject, "\n\n".join(paragraphs))
        sent += 1
    return sent


def _written(letters: Sequence[Letter]) -> list[str]:
    """Their paragraphs. A letter whose writer has nothing to say is thrown away: it was never sent."""
    found = []
    for letter in letters:
        text = _text(letter)
        if text is None:
            letter.delete()
        else:
            found.append(_paragraph(letter, text))
    return found


def _text(letter: Letter) -> str | None:
    if not letter.writer:
        return letter.body
    writer = _writers.get(letter.writer)
    return writer(letter) if writer else None


def _claim(letters: list[Letter]) -> bool:
    with transaction.atomic():
        numbers = [letter.pk for letter in letters]
        return Letter.objects.filter(pk__in=numbers, sent_at__isnull=True).update(
            sent_at=timezone.now()
        ) == len(letters)


def _paragraph(letter: Letter, text: str) -> str:
    link = f"\n{settings.BASE_URL}{letter.link}" if letter.link else ""
    return f"{letter.subject}\n{text}{link}"


def _send(address: str, subject: str, text: str) -> None:
    greeting, signed = _("Guten Tag,"), _("Ihre Netzwerkstatt")
    send_mail(subject, f"{greeting}\n\n{text}\n\n{signed}\n", None, [address])
