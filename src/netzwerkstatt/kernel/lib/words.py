"""Marking words for translation where Django is not known."""


def gettext_noop(words: str) -> str:
    """The same words, found by the extraction of texts; whoever shows them translates them."""
    return words
