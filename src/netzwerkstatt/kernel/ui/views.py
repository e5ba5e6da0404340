"""Pages that belong to no app: errors, and the gallery of components (development only)."""

import json
from pathlib import Path

from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import engines, loader
from django.utils.translation import gettext as _

COMPONENTS = Path(__file__).parent / "templates/cotton"


def _error(request: HttpRequest, status: int, **words: str) -> HttpResponse:
    """A page with its reason in the frame; without the frame where the request never got as far as a viewer."""
    template = "ui/error.html" if hasattr(request, "viewer") else "ui/error_plain.html"
    context = {"status": status, **words}
    if template == "ui/error_plain.html":
        return HttpResponse(loader.render_to_string(template, context), status=status)
    return render(request, template, context, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig | TooManyFilesSent):
        return too_big(request)
    return _error(
        request,
        400,
        title=_("Diese Anfrage verstehen wir nicht"),
        what=_("Etwas an der Adresse oder am Formular stimmt nicht. Gespeichertes ist unverändert."),
        do=_("Gehen Sie eine Seite zurück und versuchen Sie es noch einmal."),
    )


def too_big(request: HttpRequest) -> HttpResponse:
    return _error(
        request,
        413,
        title=_("Das ist zu groß"),
        what=_("Was Sie geschickt haben, überschreitet die Grenze. Gespeichert wurde davon nichts."),
        do=_("Teilen Sie es auf oder verkleinern Sie die Datei, und schicken Sie es noch einmal."),
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    reason = _("Für diese Seite reicht Ihr Zugang nicht.")
    return render(request, "ui/not_allowed.html", {"reason": reason}, status=403)


def form_lapsed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The answer to a form whose proof of origin is missing or stale."""
    return _error(
        request,
        403,
        title=_("Dieses Formular ist abgelaufen"),
        what=_("Zum Schutz Ihres Kontos nehmen wir es so nicht an. Gespeichertes ist unverändert."),
        do=_(
            "Gehen Sie eine Seite zurück und laden Sie sie neu. Ihr Text steht meist noch im Feld; kopieren Sie ihn vorher."
        ),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "ui/not_found.html", status=404)


def too_many_requests(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _error(
        request,
        429,
        title=_("Zu viele Versuche"),
        what=_("Von Ihrem Anschluss kamen zu viele Anfragen hintereinander. Ihr Konto ist nicht gesperrt."),
        do=_("Bitte warten Sie fünf Minuten und versuchen Sie es dann noch einmal."),
    )


def broken(request: HttpRequest) -> HttpResponse:
    """Something is wrong on our side. Asks neither the database nor anybody's session."""
    words = {
        "title": _("Hier ist etwas kaputt"),
        "what": _("Der Fehler liegt bei uns und ist vermerkt. Was gespeichert war, ist noch da."),
        "do": _("Bitte versuchen Sie es in einer Minute noch einmal."),
    }
    try:
        text = str(loader.render_to_string("ui/error_plain.html", {"status": 500, **words}))
    except Exception:
        text = f"<!doctype html><html lang=de><title>{words['title']}</title><h1>{words['title']}</h1><p>{words['what']} {words['do']}</p>"
    return HttpResponse(text, status=500)


def component_examples() -> list[tuple[str, list[tuple[str, str]]]]:
    """(component, [(example's name, its markup)]) from the `.examples.json` beside each component."""
    found = []
    for file in sorted(COMPONENTS.glob("*.examples.json")):
        examples = json.loads(file.read_text(encoding="utf-8"))
        found.append((file.name.removesuffix(".examples.json"), [(e["name"], e["markup"]) for e in examples]))
    return found


def render_markup(markup: str, request: HttpRequest | None = None) -> str:
    """Render a piece of template source as a page would."""
    from django_cotton.compiler_regex import CottonCompiler

    return engines["django"].from_string(CottonCompiler().process(markup)).render({}, request)


def gallery(request: HttpRequest) -> HttpResponse:
    components = [
        (name, [(title, markup, render_markup(markup, request)) for title, markup in examples])
        for name, examples in component_examples()
    ]
    return render(request, "ui/gallery.html", {"components": components})
