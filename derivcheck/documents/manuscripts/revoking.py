"""What words of a sentence take back of what was supposed, and which compare only."""

from __future__ import annotations

import re
from collections.abc import Collection

from derivcheck.documents.manuscripts.clauses import (
    ASIDE,
    COMPARING,
    HYPOTHESES,
    IMPOSSIBLE,
    LEAVING,
    OPPOSING,
    PROVISIONS,
    QUANTIFYING,
    RANGES,
    REASONING,
    REVOKING,
    REVOKING_BEHIND,
    REVOKING_UNLESS_BEFORE,
    REVOKING_UNLESS_BEHIND,
    SIGNS,
    SPOILING,
)
from derivcheck.documents.manuscripts.inline import letters

_AS = re.compile(r"(?<!\w)(?:as|like|wie|comme)(?:\s+(?:in|with|for|bei|im|in|dans))?"
                 r"(?:\s+(?:the|a|our|dem|le))?\s*\Z", re.IGNORECASE)  # fmt: skip
_APPOSED = re.compile(
    r"""(?<!\w)(?:
        (?:at|from|near|until|through|about|around|past|beyond|outside|bei|ab|vor|nach|en|depuis)
            (?:\s+(?:the\s+)?(?:time|point|place|position|height|value))?
      | (?:line|plane|half-?plane|half-?space|curve|surface|circle|ellipse|parabola|hyperbola|
           region|domain|set|subset|event|probability|point|points|claim|statement|proposition|question|
           inequality|equation|identity|hypothesis|conjecture|smallest|largest|least|greatest|
           Gerade|Ebene|Kurve|Menge|Ereignis|Punkt|Behauptung|Aussage|Frage|Ungleichung|Gleichung|
           droite|plan|courbe|ensemble|point|question|équation|inégalité)
            (?:\s+(?:that|where|on\s+which|of|for\s+which|with\s+equation|whether|dass|wo|que|où))?
      )\s*\Z""",
    re.VERBOSE | re.IGNORECASE,
)
_QUANTIFIED = re.compile(
    r"\\forall(?![A-Za-z])"
    r"|(?<![A-Za-z\\])(?:all|every|each|any|arbitrary|alle|jedes|jede|jeden|beliebige[sn]?|tout|tous)"
    r"(?![A-Za-z])"
)


def revokes(word: str, last: str, ahead: str) -> bool:
    """Whether a word takes back all that was supposed.

    Arguments:
        last: the word before it.
        ahead: what follows it.
    """
    if word in REVOKING or last in REVOKING_BEHIND.get(word, ()):
        return True
    if word in REVOKING_UNLESS_BEHIND:
        return last not in REVOKING_UNLESS_BEHIND[word]
    unless = REVOKING_UNLESS_BEFORE.get(word)
    return unless is not None and not ahead.lstrip().startswith(unless)


def qualifies(words: Collection[str], *, leads: bool) -> bool:
    """Whether the words of a sentence say that a number is another one than was supposed.

    Arguments:
        leads: whether a clause with `for` or `if` is in it.
    """
    here = frozenset(words)
    if REASONING & here:
        return False
    ranges = QUANTIFYING & here and RANGES & here
    needless = HYPOTHESES & here and (SPOILING | LEAVING) & here
    wrong = IMPOSSIBLE & here and SPOILING & here
    provided = leads and SIGNS & here and PROVISIONS & here
    return bool(wrong or needless or ranges or provided or OPPOSING & here)


def compares(words: Collection[str], before: str) -> bool:
    """Whether a clause with `for` says only what something else is compared with.

    Arguments:
        words: of the sentence, before it.
        before: the text right before it.
    """
    here = frozenset(words)
    last = re.search(r"([^\W\d_]+)\s*\Z", before)
    aside = last is not None and last.group(1).lower() in ASIDE
    return bool((COMPARING | SPOILING) & here) or aside or _AS.search(before) is not None


def names_only(before: str) -> bool:
    """Whether a formula behind a text says what something is, or where, `the line $x = y$`."""
    return _APPOSED.search(before) is not None


def quantified(formula: str) -> frozenset[str]:
    """The names behind the first `for all` in a displayed formula."""
    match = _QUANTIFIED.search(formula)
    return letters(_plain(formula[match.end() :])) if match else frozenset()


def _plain(text: str) -> str:
    """A formula without words."""
    return re.sub(r"[A-Za-z]{2,}(?<!\\)", lambda m: " " if not _command(text, m.start()) else m[0],
                  text)  # fmt: skip


def _command(text: str, start: int) -> bool:
    return text[start - 1 : start] == "\\"
