"""Pages that belong to no app: not found, and the gallery of components (development only)."""

import json
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import engines

COMPONENTS = Path(__file__).parent / "templates/cotton"


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "ui/not_found.html", status=404)


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
