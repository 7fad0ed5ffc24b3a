r"""Declarations guessed for a document, from how its formulas use the names that nothing declares.

    x_i, \sum_{i=1}^n       x real[n], n positive integer
    a_0, a_{n+1}, \infty    a function, of whole numbers here: name a_{k} = a(k)
    f(x), \phi(t), u(x, y)  f function, u function real, real -> real
    y', \frac{dy}{dx}       y function: name y = y(x)
    \lambda_1, T_{\text{in}} a number of that name
    \mathbf{v}, A^\top      v real[n], A real[n, n]
    S_n = n^2 at first      define S(n) = n^2; name S_{i} = S(i)
    \bar{x} beside x_i      define xbar = sum(x[i], i = 1..n)/n
    n, m, k, N              a positive integer where it ends a sum or is an index, else as below
    9.07\,\text{cm}         cm positive real
    all else                a real number

What is used in two ways, or stands for an operation, `E(X)`, `P(A \cup B)`, `\mathrm{Var}(X)`, is
not guessed: a guess would be read, and mean something else.

The document is read again with each guess, until nothing is missing or nothing more can be guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from derivcheck.diagnostics import Diagnostic
from derivcheck.documents.manuscripts.inline import Defined, label_spelled, names_spelled
from derivcheck.documents.manuscripts.kinds import Find
from derivcheck.documents.manuscripts.reading import definable, is_whole, load
from derivcheck.documents.manuscripts.sequences import with_definitions
from derivcheck.documents.manuscripts.sorts_of_uses import (
    INDICES,
    Guess,
    family,
    is_operation,
    of_arguments,
    of_array,
    of_derivative,
    of_look,
    of_mean,
    of_whole,
    size_below,
)
from derivcheck.documents.manuscripts.uses import Uses, spelled, uses_of

MAX_ROUNDS = 20
"""How often a document is read, each time with more guesses."""

_TOLD = re.compile(r"`(.+)` is not declared", re.DOTALL)
_HINTED = re.compile(r"declare it in a mark, such as `derivcheck: (\w+)")
_INDEXED = re.compile(r"(?P<stem>[^_]+?)\s*_\s*(?:\{(?P<wide>[^{}]*)\}|(?P<index>\\?\w+))")
_DRESSED = re.compile(r"\\(?:d{1,3}ot|vec|bm|pmb|mathbf|boldsymbol)\b\s*\{?\s*(\\?[A-Za-z]+)\s*\}?")
_UNIT = re.compile(r"\\(?:text|mathrm|textrm)\s*\{\s*([A-Za-z]+)\s*\}")


_IMAGINARY = "`i` could be the imaginary unit"
_UNIT_CIRCLE = r" e \^ \{ (?:- )?(?:\d )?(?:\\pi )?i "
_FIELD = ("field complex", "= ")
_ALL = re.compile(r"(?:^|;)\s*all\s*(?:;|$)")
_WORD = re.compile(r"\\(?:text|mathrm|textrm|operatorname)\b\s*\{\s*[A-Za-z]{2}")


def guessed(text: str, find: Find) -> str:
    """Items of a mark that declare what a document does not; "" if nothing is missing.

    Arguments:
        text: of the document.
        find: of its kind.
    """
    made = Guess()
    text = f"{text}\n{commented(f'document; {asked(text, find)}', find)}\n"
    found = find(text)
    defined, uses = definable(found), uses_of(found)
    for _ in range(MAX_ROUNDS):
        fresh = Guess()
        for problem in _missing(with_guess(text, _items(made), find), find):
            fresh.update((n, s) for n, s in _guesses(problem, uses) if n not in made | fresh)
        # what the text defines is defined once its own names are known
        names = {one.name for one in defined}
        free = {n: s for n, s in fresh.items() if _stem(n, s) not in names}
        made |= free or _needed(fresh, defined)
        if not fresh:
            break
    whole = with_definitions(made, defined, found)
    if whole == made or _unread(text, whole, find) > _unread(text, made, find):
        return _items(made)
    return _items(whole)


def _unread(text: str, made: Guess, find: Find) -> int:
    """How much of a document cannot be read with a guess."""
    read = [one.derivation for one in load("", with_guess(text, _items(made), find), find)]
    steps = (step.problems for one in read for step in one.every_step)
    return sum(map(len, (*(one.problems for one in read), *steps)))


def _needed(fresh: Guess, defined: Iterable[Defined]) -> Guess:
    r"""Of guesses about names that may be defined, those that the definitions of others need.

    `R = v\cos\theta` defines R once it is known what theta is.
    """
    lost = [one for one in defined if one.name in {_stem(n, s) for n, s in fresh.items()}]
    used = {one.name for one in lost for other in lost if one.letters & other.names}
    return {n: s for n, s in fresh.items() if _stem(n, s) in used} or fresh


def _stem(name: str, sort: str) -> str:
    """The name that a guess is about: of `K'` it is K, of `T = T(l)` T."""
    return sort[2:].partition("(")[0] if sort.startswith("= ") else name.rstrip("'")


def with_guess(text: str, items: str, find: Find) -> str:
    """A document with a mark at its end that declares what was guessed, and asks for all of it.

    Arguments:
        items: of the mark; without any only a document that asks for no formula gets one.
    """
    comment = mark_of(text, items, find, "guessed; " if items else "")
    if not comment:
        return text
    return f"{text}{'' if text.endswith(chr(10)) else chr(10)}{comment}\n"


def mark_of(text: str, items: str, find: Find, word: str = "") -> str:
    """The mark that a document lacks; "" if it says all that is needed.

    Arguments:
        items: that declare what it does not.
        word: a further item, with what divides it from the next.
    """
    asks = any(not is_whole(mark) or _ALL.search(mark.text) for mark in find(text).marks)
    if not items and asks:
        return ""
    return commented(f"document; {word}{asked(text, find)}{items}".rstrip("; "), find)


def asked(text: str, find: Find) -> str:
    """The items that ask for all formulas, if a document marks none, and for what sentences say."""
    marked = any(not is_whole(mark) for mark in find(text).marks)
    return f"{'' if marked else 'all; '}sentences; "


def commented(items: str, find: Find) -> str:
    """A mark as a comment of a kind of document."""
    html = f"<!-- derivcheck: {items} -->"
    return html if find(html).marks else f"% derivcheck: {items}"


def _items(made: Guess) -> str:
    sorts = dict[str, list[str]]()
    for name, sort in made.items():
        if not sort.startswith("= "):
            sorts.setdefault(sort, []).append(name)
    spelled = (
        f"{key} {meaning}".strip(" =") for key, meaning in made.items() if meaning[:2] == "= "
    )
    return "; ".join([*(f"{', '.join(names)}: {sort}" for sort, names in sorts.items()), *spelled])


def _missing(text: str, find: Find) -> Iterator[Diagnostic]:
    for read in load("", text, find):
        steps = (problem for s in read.derivation.every_step for problem in s.problems)
        found = (*read.lost, *steps)
        yield from (p for p in found if p.code == "DC201" or p.message.startswith(_IMAGINARY))


def _guesses(problem: Diagnostic, uses: Uses) -> Iterator[tuple[str, str]]:
    """What an undeclared name may be, and what that needs beside."""
    if problem.message.startswith(_IMAGINARY):
        counts = uses.counts("i") and not uses.find(_UNIT_CIRCLE)
        yield from _of_index("i", uses) if counts else (_FIELD,)
    told = _TOLD.match(problem.message)
    if told is None:
        return
    shown = told[1].strip().rstrip("'")
    unit = _UNIT.fullmatch(shown)
    if unit and uses.find(rf" \d \\\w+ \{{ {' '.join(unit[1])} \}}"):
        yield unit[1], "positive real"
        return
    if label := label_spelled(shown):
        behind = rf" \\\w+ \{{ {' '.join(label)} \}}(?: \}})? \("
        if not uses.find(behind):  # else it could be a function
            yield names_spelled(shown)[0], "real"
        return
    indexed = _INDEXED.fullmatch(shown)
    stem = _DRESSED.sub(r"\1", indexed["stem"] if indexed else shown)
    name = (names_spelled(stem) or ("",))[0]
    word = _WORD.match(stem)  # such as \mathrm{Var}
    if not name or word or is_operation(stem, uses):
        return
    if mean := of_mean(stem, name, uses):
        yield mean
        return
    bare = re.fullmatch(r"\\?[A-Za-z]+", stem) is not None and not uses.primes(stem)
    if (indexed or bare) and family(stem, uses):
        yield from _of_family(stem, name, uses, problem.hint or "")
        return
    if indexed:
        whole = names_spelled(shown)
        index = " ".join(indexed["wide"] or indexed["index"])
        behind = rf"{spelled(stem)} _ (?:\{{ )?{re.escape(index)}(?: \}})? \( \\?[A-Za-z]+ \)"
        if whole:
            yield whole[0], "function" if uses.find(behind) else "real"
        return
    hinted = _HINTED.search(problem.hint or "")
    yield from _of_name(stem, hinted[1] if hinted else name, uses)


def _of_family(stem: str, name: str, uses: Uses, hint: str) -> Iterator[tuple[str, str]]:
    """What a name with indices is, and beside it the number that is called the same."""
    taken = hint.startswith(f"declare {name} as an array")
    varies = uses.varies(stem) and not taken
    yield from ((name, "real"),) if varies else ()
    yield from of_array(stem, name, uses, taken or varies)


def _of_index(name: str, uses: Uses) -> Iterator[tuple[str, str]]:
    """What an index is that stands alone, if sums over it say how far it goes."""
    if name in INDICES and (size := size_below(name, uses)):
        yield from ((size, "positive integer"), (name, f"index of {size}"))


def _of_name(stem: str, name: str, uses: Uses) -> Iterator[tuple[str, str]]:
    """What a name without a subscript may be."""
    if not re.fullmatch(r"\w+", name):
        return
    for found in (of_derivative(stem, name, uses), of_arguments(stem, name, uses)):
        if found is not None:
            yield from found.items()
            return
    if index := tuple(_of_index(name, uses)):
        yield from index
        return
    looked = list(of_look(stem, uses))
    yield from ((size or name, sort) for size, sort in looked)
    if not looked:
        yield name, of_whole(stem, name, uses)
