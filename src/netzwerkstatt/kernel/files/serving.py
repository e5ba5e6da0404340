"""Handing a stored file out: as a download, never as a page."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.text import slugify

from netzwerkstatt.kernel.files.attachments import ENDINGS
from netzwerkstatt.kernel.files.models import StoredFile

TRANSCRIBED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})


def download(stored: StoredFile, title: str) -> HttpResponse:
    """The file under the title of what it belongs to. Who may have it was asked before, where it belongs.

    The name somebody once gave the file is not kept: names of files hold names of people.
    """
    name = slugify(title.translate(TRANSCRIBED))[:80] or "datei"
    response = HttpResponse(bytes(stored.content), content_type=stored.media_type)
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.{ENDINGS[stored.media_type]}")
    response["Content-Length"] = str(stored.size)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox; frame-ancestors 'none'"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response
