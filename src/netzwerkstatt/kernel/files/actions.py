"""Keeping a brought file aside, and clearing it away; storing what stays."""

import hashlib
from datetime import timedelta
from pathlib import PurePath
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from netzwerkstatt.kernel.access import Viewer, denied, require
from netzwerkstatt.kernel.files.attachments import Attachment
from netzwerkstatt.kernel.files.models import StagedFile, StoredFile
from netzwerkstatt.kernel.files.tables import read_table

KEPT = timedelta(days=7)


@transaction.atomic
def stage_file(*, purpose: str, name: str, content: bytes, by: Viewer) -> StagedFile:
    """Keep a table aside for its person. Raises UnreadableFile before anything is stored."""
    if not by.signed_in:
        require(denied(_("Dateien bringen kann nur, wer angemeldet ist.")))
    name = PurePath(name.replace("\\", "/")).name[:200]
    read_table(name, content)
    return StagedFile.objects.create(purpose=purpose, person_id=by.number, name=name, content=content)


@transaction.atomic
def settle(staged: StagedFile, *, mapping: dict[str, str], choices: dict[str, Any], by: Viewer) -> StagedFile:
    """Remember which column is which, and what else was chosen."""
    _own(staged, by)
    staged.mapping, staged.choices = mapping, choices
    staged.save(update_fields=["mapping", "choices"])
    return staged


@transaction.atomic
def discard(staged: StagedFile, *, by: Viewer) -> None:
    """The file is no longer needed: imported, or given up."""
    _own(staged, by)
    staged.delete()


def _own(staged: StagedFile, by: Viewer) -> None:
    if staged.person_id != by.person_id:
        require(denied(_("Diese Datei hat jemand anderes gebracht.")))


@transaction.atomic
def clear_staged(*, older_than: timedelta = KEPT) -> int:
    """Remove what nobody confirmed. Run by the daily task."""
    number, _kinds = StagedFile.objects.filter(created_at__lt=timezone.now() - older_than).delete()
    return number


@transaction.atomic
def store_file(attachment: Attachment) -> StoredFile:
    """Keep a checked document. Called inside the action of what it belongs to, which asks who may."""
    return StoredFile.objects.create(
        sha256=hashlib.sha256(attachment.content).hexdigest(),
        media_type=attachment.media_type,
        size=len(attachment.content),
        content=attachment.content,
    )
