"""A client that reviews every page it fetches."""

import re
from collections import Counter
from typing import Any

import html5lib
from django.http import HttpResponse
from django.test import Client


class Browser(Client):
    """Django's client, which fails on a page that breaks the house rules of markup."""

    def get(self, path: str, *args: Any, **kwargs: Any) -> Any:
        response = super().get(path, *args, **kwargs)
        review(response, path)
        return response

    def post(self, path: str, *args: Any, **kwargs: Any) -> Any:
        response = super().post(path, *args, **kwargs)
        review(response, path)
        return response


def review(response: HttpResponse, path: str) -> None:
    if not response.get("Content-Type", "").startswith("text/html") or response.status_code in (301, 302):
        return
    text = response.content.decode()
    for problem in problems(text):
        raise AssertionError(f"{path}: {problem}")


def problems(text: str) -> list[str]:
    """What is wrong with a page; empty for a good one."""
    found: list[str] = []
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(text)
    found += [f"kein gültiges HTML: {error}" for error in parser.errors if error[1] not in IGNORED]
    ids = [element.get("id") for element in tree.iter() if isinstance(element.tag, str) and element.get("id")]
    found += [f"id doppelt: {name}" for name, count in Counter(ids).items() if count > 1]
    headings = ["".join(h.itertext()).strip() for h in tree.iter("h1")]
    if len(headings) != 1:
        found.append(f"{len(headings)} h1")
    title = "".join(next(tree.iter("title")).itertext()).removesuffix(" · Netzwerkstatt")
    if (
        headings
        and " ".join(headings[0].split()) != " ".join(title.split())
        and 'class="nw-claim"' not in text
    ):
        found.append(f"Titel „{title}“ ist nicht h1 „{headings[0]}“")
    if re.search(r"""\s(?:style|on[a-z]+)=["']""", text):
        found.append("style oder Ereignis im Markup")
    if re.search(r"""(?:src|href)=["'](?:https?:)?//""", text):
        found.append("fremde Adresse")
    labelled = {label.get("for") for label in tree.iter("label")}
    inside = {id(field) for label in tree.iter("label") for field in label.iter() if field is not label}
    for field in [f for tag in ("input", "select", "textarea") for f in tree.iter(tag)]:
        hidden = field.get("type") in ("hidden", "submit")
        if (
            not hidden
            and field.get("id") not in labelled
            and id(field) not in inside
            and not field.get("aria-label")
        ):
            found.append(f"Feld ohne Namen: {field.get('name')}")
    return found


IGNORED: frozenset[str] = frozenset()
