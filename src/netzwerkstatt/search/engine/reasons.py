"""Why something was found, where the eye does not see it: as part of a longer word, or as a synonym. Pure."""

from netzwerkstatt.kernel.lib import german
from netzwerkstatt.search.engine.analysis import Finder, Group, Question, tokens_of


def roundabout(text: str, question: Question) -> tuple[tuple[str, str], ...]:
    """(asked word, word in the text) for each word of a question that the text does not hold as it was asked."""
    first: dict[str, str] = {}
    whole: dict[str, str] = {}
    finder = Finder(question)
    for word in filter(finder.may_find, dict.fromkeys(german.words(text))):
        stem, pieces = tokens_of(word)
        whole.setdefault(stem, word)
        for piece in pieces:
            first.setdefault(piece, word)
    found = ((group.word, _by(group, whole, first)) for group in question.groups)
    return tuple((asked, word) for asked, word in found if word)


def _by(group: Group, whole: dict[str, str], first: dict[str, str]) -> str:
    """The word that answers a group in a roundabout way; empty when it stands there itself, or not at all."""
    if all(token in whole for token in group.tokens):
        return ""
    for other in group.alternatives:
        if all(token in whole for token in other.tokens):
            return " ".join(whole[token] for token in other.tokens)
    inside = [first[token] for token in group.tokens if token in first]
    if len(inside) == len(group.tokens):
        return inside[0]
    pieces = [whole.get(part) or first.get(part) for part in group.parts]
    return " ".join(dict.fromkeys(piece for piece in pieces if piece)) if all(pieces) and pieces else ""
