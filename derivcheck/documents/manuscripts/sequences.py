r"""Sequences that a displayed formula defines for every index, `S_n = \sum_{k=1}^n k`.

Where that is the first formula that speaks of the sequence, a guess is its definition and no
function of which only the sort is known, so that what is said of `S_n` and `S_{n+1}` is judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from derivcheck.documents.manuscripts.blocks import Manuscript
from derivcheck.documents.manuscripts.inline import Defined
from derivcheck.documents.manuscripts.sorts_of_uses import Guess

_SEQUENCE = re.compile(r"function|real\[\w+\]")
_DIVIDED = re.compile(r"[;%&]|\\\\|\\(?:text\w*|mathrm|label|q?quad|begin|tag)(?![A-Za-z])")
"""What no mark can hold in a definition, or what would not be all of it."""


def with_definitions(made: Guess, defined: Iterable[Defined], found: Manuscript) -> Guess:
    """Guesses, of the sequences among them the definitions.

    Arguments:
        defined: what the document may define.
        found: the document.
    """
    guess = dict(made)
    for one in sorted((d for d in defined if d.shown and d.varies), key=lambda d: d.start):
        name, _, index = one.name.partition("_")
        if not _SEQUENCE.fullmatch(guess.get(name, "")) or one.letters & one.names:
            continue
        stem = found.formulas[one.start : one.middle].partition("_")[0].strip()
        value = " ".join(found.formulas[one.middle : one.stop].split()).rstrip(" .,;")
        if _opens(one, stem, found) and not _DIVIDED.search(value):
            del guess[name]
            guess[f"define {name}({index})"] = f"= {value}"
            if not any(meaning.startswith(f"= {name}(") for meaning in guess.values()):
                guess[f"name {stem}_{{{_other(index)}}}"] = f"= {name}({_other(index)})"
    return guess


def _other(index: str) -> str:
    return "i" if index != "i" else "j"


def _opens(one: Defined, stem: str, found: Manuscript) -> bool:
    """Whether no displayed formula speaks of a name before it is defined."""
    own = re.compile(rf"(?<![A-Za-z\\]){re.escape(stem)}(?![A-Za-z])")
    places = (own.search(found.formulas, b.start, b.stop) for b in found.blocks)
    first = next(filter(None, places), None)
    return first is not None and first.start() >= one.start
