r"""Declarations guessed for a document, from how its formulas use the names that nothing declares.

    x_i, \sum_{i=1}^n       x real[n], n positive integer
    f(x), g(t)              f function, for the letters that mostly stand for one
    n, m, k, N              a positive integer where it ends a sum or is an index, else as below
    all else                a real number

The document is read again with each guess, until nothing is missing or nothing more can be guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from derivcheck.diagnostics import Diagnostic
from derivcheck.documents.manuscripts.kinds import Find
from derivcheck.documents.manuscripts.reading import definable, load

MAX_ROUNDS = 20
"""How often a document is read, each time with more guesses."""
FUNCTIONS = frozenset("fghFGH")
WHOLE = frozenset("nmkNMKT")

_TOLD = re.compile(r"`(.+)` is not declared")
_HINTED = re.compile(r"declare it in a mark, such as `derivcheck: (\w+)")
_INDEXED = re.compile(
    r"(?:\\(?P<accent>hat|bar|tilde)\{?)?(?:\\\w+\{)?\\?(?P<base>[A-Za-z]+)\}*_\{?(?P<index>\w+)\}?"
)


def guessed(text: str, find: Find) -> str:
    """Items of a mark that declare what a document does not; "" if nothing is missing.

    Arguments:
        text: of the document.
        find: of its kind.
    """
    made = dict[str, str]()
    text = f"{text}\n{commented(f'document; {asked(text, find)}', find)}\n"
    defined = definable(find(text))
    for _ in range(MAX_ROUNDS):
        found = dict[str, str]()
        for problem in _missing(with_guess(text, _items(made), find), find):
            found.update((n, s) for n, s in _guesses(problem, text) if n not in made | found)
        # what the text defines is defined once its own names are known
        made |= {n: s for n, s in found.items() if n not in defined} or found
        if not found:
            break
    return _items(made)


def with_guess(text: str, items: str, find: Find) -> str:
    """A document with a mark at its end that declares what was guessed, and asks for all of it.

    Arguments:
        items: of the mark; without any the document stays as it is.
    """
    if not items:
        return text
    comment = commented(f"document; guessed; {asked(text, find)}{items}", find)
    return f"{text}{'' if text.endswith(chr(10)) else chr(10)}{comment}\n"


def asked(text: str, find: Find) -> str:
    """The items that ask for all formulas, if a document marks none, and for what sentences say."""
    return ("" if any(not mark.whole for mark in find(text).marks) else "all; ") + "sentences; "


def commented(items: str, find: Find) -> str:
    """A mark as a comment of a kind of document."""
    html = f"<!-- derivcheck: {items} -->"
    return html if find(html).marks else f"% derivcheck: {items}"


def _items(made: dict[str, str]) -> str:
    sorts = dict[str, list[str]]()
    for name, sort in made.items():
        sorts.setdefault(sort, []).append(name)
    return "; ".join(f"{', '.join(names)}: {sort}" for sort, names in sorts.items())


def _missing(text: str, find: Find) -> Iterator[Diagnostic]:
    for read in load("", text, find):
        for step in read.derivation.every_step:
            yield from (problem for problem in step.problems if problem.code == "DC201")


def _guesses(problem: Diagnostic, text: str) -> Iterator[tuple[str, str]]:
    """What an undeclared name may be, and what that needs beside."""
    told = _TOLD.match(problem.message)
    if told is None:
        return
    indexed = _INDEXED.fullmatch(told[1])
    if indexed and not indexed["index"].isdigit():
        base = indexed["base"] + (indexed["accent"] or "")
        sizes = [_size(index, text) for index in indexed["index"]]
        yield from ((size, "positive integer") for size in sizes if not size.isdigit())
        for index, size in zip(indexed["index"], sizes, strict=True):
            if not re.search(rf"\\(?:sum|prod)\s*_\{{?\s*{index}(?![A-Za-z])", text):
                yield index, f"index of {size}"
        yield base, f"real[{', '.join(sizes)}]"
        return
    hinted = _HINTED.search(problem.hint)
    name = hinted[1] if hinted else told[1]
    if re.fullmatch(r"\w+", name):
        yield name, _sort(name, text)


def _size(index: str, text: str) -> str:
    """How far an index goes: to the upper end of a sum over it, else to n."""
    found = re.search(rf"_\{{?\s*{index}\s*=\s*1\s*\}}?\s*\^\s*\{{?\s*([A-Za-z]|\d+)", text)
    return found[1] if found else "n"


def _sort(name: str, text: str) -> str:
    letter = re.escape(name)
    if name in FUNCTIONS and re.search(
        rf"(?<![A-Za-z\\]){letter}(?:'|\^\\prime)*\s*(?:\\left)?\(", text
    ):
        return "function"
    if re.search(rf"{letter}\s*!|\\[dt]?binom\s*\{{[^{{}}]*{letter}|\(-1\)\^\{{?{letter}", text):
        return "nonnegative integer"
    ends = re.search(rf"\\(?:sum|prod)\s*_[^^$]*\^\s*\{{?\s*{letter}", text)
    if ends or (name in WHOLE and re.search(rf"_\{{?[^{{}}]*{letter}", text)):
        return "positive integer"
    return "real"
