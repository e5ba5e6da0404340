"""German words: tokens, stems, parts of compounds, proper nouns.

Morphology by HanTa (Wartena 2019, HMM with a model of German), stems by Snowball. Loaded once per process when
first used; without HanTa the stems alone remain and nothing breaks.
"""

import re
import unicodedata
from functools import lru_cache
from threading import Lock
from typing import Any

import snowballstemmer

WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
GENDERED = re.compile(r"(?<=[a-zäöüß])(?:[:*_]|(?=I))[iI]n(nen)?\b")
TRANSCRIBED = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})
MINIMAL_PART = 3
SMALL_WORDS = frozenset(
    ["eine", "einen", "einem", "einer", "kein", "keine", "nicht", "diese", "alle", "wenn", "ohne", "oder"]
)
_stemmer = snowballstemmer.stemmer("german")
_lock = Lock()


@lru_cache(maxsize=1)
def _tagger() -> Any:
    try:
        from HanTa import HanoverTagger
    except ImportError:
        return None
    return HanoverTagger.HanoverTagger("morphmodel_ger.pgz")


def ungendered(text: str) -> str:
    """ "Bürger:innen", "Bürger*innen", "Bürger_innen", "BürgerInnen" all become "Bürgerinnen"."""
    return GENDERED.sub(lambda match: "innen" if match.group(1) else "in", text)


def words(text: str) -> list[str]:
    """The words of a text in order, gendered forms made plain, hyphenated words whole and in parts."""
    found: list[str] = []
    for match in WORD.finditer(ungendered(unicodedata.normalize("NFC", text))):
        word = match.group()
        found.append(word)
        if "-" in word:
            found += [part for part in word.split("-") if part]
    return found


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """One token for all inflections: the stem with umlauts and their transcriptions folded together."""
    with _lock:
        stemmed = _stemmer.stemWord(word.lower())
    return fold(stemmed)


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """ "ärzte", "aerzte" and "arzte" become one."""
    word = word.lower().replace("ae", "ä").replace("oe", "ö")
    word = re.sub(r"(?<![aeqäo])ue", "ü", word)
    folded = word.translate(TRANSCRIBED)
    return "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))


@lru_cache(maxsize=100_000)
def parts(word: str) -> tuple[str, ...]:
    """Stems of the parts of a compound, without the word's own stem; empty for simple words."""
    tagger = _tagger()
    if tagger is None or len(word) < 2 * MINIMAL_PART or word.isdigit():
        return ()
    with _lock:
        _lemma, morphemes, _tag = tagger.analyze(word, taglevel=3)
    pieces = [
        piece
        for piece, kind in morphemes
        if kind.startswith(("NN", "ADJ", "VV", "NE", "FM")) and len(piece) >= MINIMAL_PART
    ]
    own = stem(word)
    if len(pieces) < 2:
        return tuple(s for s in (stem(piece) for piece in pieces) if s != own)
    return tuple(dict.fromkeys(s for s in (stem(piece) for piece in pieces) if s != own))


def proper_nouns(text: str) -> list[tuple[int, int]]:
    """Spans of words that the tagger takes for names, whatever they name."""
    tagger = _tagger()
    if tagger is None:
        return []
    tokens = list(re.finditer(r"[\w’'-]+|[^\w\s]", text))
    with _lock:
        tagged = tagger.tag_sent([token.group() for token in tokens], taglevel=1) if tokens else []
    return [
        token.span()
        for token, (_word, _lemma, tag) in zip(tokens, tagged, strict=True)
        if tag == "NE" and token.group()[0].isupper() and len(token.group()) > 1
    ]
