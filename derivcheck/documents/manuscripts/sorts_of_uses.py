r"""What a name may be that is used so: a number, an array, a sequence, a function.

Where the uses do not belong together, `P(A \mid B)` beside `P(A)`, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from derivcheck.documents.manuscripts.uses import Uses, spelled
from derivcheck.notation.tex.commands import GREEK_COMMANDS

Guess = dict[str, str]
"""Name -> its sort; a spelling -> `= ` and what it stands for."""

FUNCTIONS = frozenset("fghFGH")
WHOLE = frozenset("nmkNMKT")
_COUNTS = frozenset("nk")
"""Names that count half turns where pi stands behind them."""
PRIMED = frozenset((*"fghyuFGH", r"\phi", r"\psi", r"\varphi"))
"""Names of which one prime is mostly a derivative; of others it is another name."""
OPERATIONS = frozenset((*"EPV", r"\Pr"))
"""Letters that mostly stand for no function of numbers where capitals are in the brackets."""
INDICES = frozenset("ijklmnrst")
"""Letters that count in a subscript though no sum says so; others there are labels."""
_TRANSPOSED = r" \^ (?:\{ )?(?:T|\\top|\\intercal) "
_MATRICES = r" (?:\\det|\\tr|\\operatorname \{ t r \}|\\mathrm \{ t r \}) (?:\( )?"
_NORM = r" (?:\\\||\\lVert|\\Vert)(?: \S+)?"
_BELOW = r" \\(?:sum|prod) _ \{ (?:\\substack \{ )?[^{}]*\\leq?(?:slant)?"
"""What stands before the end of a range below the sign of a sum."""
_GOING_ON = r" \\(?:cdots|ldots|dots) [^=<>]*?(?<=\S)"
"""What stands before a name behind dots, in the same sum."""
_STATES = frozenset((r"\mid", "|", r"\vert"))


def is_operation(stem: str, uses: Uses) -> bool:
    """Whether a name stands for an expectation, a probability and the like."""
    letter = spelled(stem).split()[-1]
    if letter not in OPERATIONS:
        return False
    inside = list(uses.calls(stem))
    one = {t for t in inside if _STATES & set(t)} if len(set(inside)) == 1 else set()
    events = any(t.isupper() or t in (r"\cup", r"\cap", "=") for tokens in inside for t in tokens)
    return (events and not one) or uses.find(rf"{spelled(stem)} \[ ")


# --- functions -----------------------------------------------------------------------------------


def of_derivative(stem: str, name: str, uses: Uses) -> Guess | None:
    """A function that is differentiated somewhere; None for what is not."""
    by, primes = uses.derived_by(stem), uses.primes(stem)
    if primes and (called := of_arguments(stem, name, uses)):
        return called
    if not by and (primes < 2 and not (primes and stem in PRIMED)):
        return {f"{name}'": "real", name: "real"} if primes else None
    called = of_arguments(stem, name, uses)
    if called is not None:
        return called
    variables = [_name_of(v) for v in by] or [_independent(name, uses)]
    sort = "function" if len(variables) == 1 else f"function {', '.join('real' for _ in variables)}"
    sort += " -> real" if len(variables) > 1 else ""
    return {name: sort, f"name {stem}": f"= {name}({', '.join(variables)})"}


def _independent(name: str, uses: Uses) -> str:
    """By what a prime differentiates: x, or t if there is no x or it is x that has the prime."""
    return "x" if name != "x" and (uses.has("x") or not uses.has("t")) else "t"


def _name_of(token: str) -> str:
    return GREEK_COMMANDS.get(token, token)


def of_arguments(stem: str, name: str, uses: Uses) -> Guess | None:
    """A function by what stands in brackets behind it; None where that may be a factor."""
    inside = list(uses.calls(stem))
    given = {tokens for tokens in inside if _STATES & set(tokens)}
    if given:
        return _conditional(stem, name, next(iter(given))) if set(inside) == given else {}
    counts = {_count(tokens) for tokens in inside}
    plain = any(_is_argument(tokens) for tokens in inside)
    numerals = {t for t in inside if all(one.isdigit() for one in t)}
    plain = plain or (len(numerals) > 1 and numerals == {*inside})
    certain = plain or max(counts, default=0) > 1 or uses.primes(stem) > 1
    certain = certain or (stem in FUNCTIONS and not uses.multiplies(stem))
    if not inside or not certain:
        return None
    if len(counts) > 1 or _are_points(stem, inside):
        return {}
    (count,) = counts
    return {name: "function" if count == 1 else f"function {', '.join(['real'] * count)} -> real"}


def _conditional(stem: str, name: str, tokens: tuple[str, ...]) -> Guess:
    r"""`P(X \mid \theta)`, spelled so everywhere: a function of both."""
    parts = [t for t in tokens if t not in _STATES and t != ","]
    names = [_name_of(t) for t in parts]
    if len(set(tokens) & _STATES) != 1 or not all(n.isalpha() for n in names) or len(parts) < 2:
        return {}
    sort = f"function {', '.join(['real'] * len(parts))} -> real"
    return {name: sort, f"name {stem}({' '.join(tokens)})": f"= {name}({', '.join(names)})"}


def _count(tokens: tuple[str, ...]) -> int:
    """How many arguments stand in a bracket."""
    depth, found = 0, 1
    for token in tokens:
        depth += (token in "({[") - (token in ")}]")
        found += token in (",", ";") and not depth
    return found


def _is_argument(tokens: tuple[str, ...]) -> bool:
    """Whether a name alone stands in a bracket, which no product would need."""
    bare = tokens[1:] if tokens[:1] == ("-",) else tokens
    return len(bare) == 1 and (bare[0].isalpha() or bare[0] in GREEK_COMMANDS)


def _are_points(stem: str, inside: list[tuple[str, ...]]) -> bool:
    """Whether a capital letter has coordinates, `P(1, 2)`."""
    held = {t for tokens in inside for t in tokens}
    if len(inside) > 1 and not any("," in tokens for tokens in inside):
        return False
    return stem.isupper() and not any(t.isalpha() or t[:1] == "\\" for t in held)


# --- arrays and sequences ------------------------------------------------------------------------


def family(stem: str, uses: Uses) -> bool:
    """Whether the subscripts of a name count: an index, not a label such as that of `v_x`."""
    summed = {t for one in uses.sums for t in one.below if t.isalpha() or t in GREEK_COMMANDS}
    return any(
        set(tokens) & (summed | INDICES) and all(_counts(t, summed) for t in tokens)
        for tokens in uses.indices(stem)
    )


def _counts(token: str, summed: set[str]) -> bool:
    return token in summed | INDICES or token.isdigit() or token in ("+", "-", ",", *WHOLE)


def of_array(stem: str, name: str, uses: Uses, taken: bool) -> Iterator[tuple[str, str]]:
    """An array, or a function of whole numbers where an array would not reach.

    Arguments:
        taken: whether the name is declared as something else, and only means this with a subscript.
    """
    found = list(uses.indices(stem))
    axes = max((_axes(tokens) for tokens in found), key=len)
    if not axes:
        return
    if any(len(_axes(tokens)) not in (0, len(axes)) for tokens in found if "," not in tokens):
        return  # `u_t` beside `u_{xx}`
    fresh = [c for c in "ijklpqrsvw" if not uses.has(c)][: len(axes)]
    own, some = entries_of(name) if taken else name, ", ".join(fresh)
    spelling = f"name {stem}_{{{' '.join(fresh)}}}"
    if len(axes) == 1 and _reaches(found, uses):
        if fresh and (taken or not uses.stands_bare(stem)):
            yield own, "function"
            yield spelling, f"= {own}({some})"
        return
    rows = [row for row in map(_axes, found) if len(row) == len(axes)]
    columns = [tuple(dict.fromkeys(row[n] for row in rows)) for n in range(len(axes))]
    sizes = [_size_along(column, uses) for column in columns]
    yield from ((size, "positive integer") for size in sizes if not size.isdigit())
    for column, size in zip(columns, sizes, strict=True):
        for index in column:
            if index in INDICES and not any(index in one.below for one in uses.sums):
                yield index, f"index of {size}"
    yield own, f"real[{', '.join(sizes)}]"
    if taken:
        yield spelling, f"= {own}[{some}]"


def of_mean(stem: str, name: str, uses: Uses) -> tuple[str, str] | None:
    r"""`\bar{x}` beside `x_i` as the mean; None for any other name."""
    match = re.fullmatch(r"\\(?:bar|overline)\s*\{?\s*(?P<of>[A-Za-z])\s*\}?", stem)
    if match is None or not family(match["of"], uses):
        return None
    rows = {_axes(tokens) for tokens in uses.indices(match["of"])} - {()}
    if any(len(row) != 1 for row in rows) or _reaches(list(uses.indices(match["of"])), uses):
        return None
    size = _size_along(tuple(sorted(row[0] for row in rows)), uses)
    own = entries_of(match["of"]) if uses.varies(match["of"]) else match["of"]
    return f"define {name}", f"= sum({own}[i], i = 1..{size})/{size}"


def entries_of(name: str) -> str:
    """What the array or the sequence is called beside a number of the same name."""
    return f"{name}entry"


def _axes(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """The letters of an index, one for each axis: of `n - k` there is one."""
    found = tuple(t for t in tokens if t.isalpha())
    return found[:1] if {"+", "-"} & set(tokens) and "," not in tokens else found


def _reaches(found: list[tuple[str, ...]], uses: Uses) -> bool:
    """Whether indices begin at 0, go on forever, or are counted from others, `a_{n+1}`."""
    letters = {t for tokens in found for t in tokens if t.isalpha()}
    ends = [one for one in uses.sums if letters & set(one.below)]
    endless = any(one.above == r"\infty" or one.below[-1] == "0" for one in ends)
    counted = (tokens for tokens in uses.subscripts if letters & set(tokens))
    return (
        endless
        or any("0" in tokens for tokens in found)
        or any({"+", "-"} & set(tokens) for tokens in counted)
    )


def _size_along(indices: tuple[str, ...], uses: Uses) -> str:
    """How far the indices of an axis go: as far as a sum over one of them, else to n."""
    summed = (i for i in indices if any(i in one.below for one in uses.sums))
    return _size(next(summed, indices[0]), uses)


def _size(index: str, uses: Uses) -> str:
    """How far an index goes: to the upper end of a sum over it, else to n."""
    ends = (one.above for one in uses.sums if one.below == (index, "=", "1"))
    return next((end for end in ends if re.fullmatch(r"[A-Za-z]|\d+", end)), "n")


# --- numbers and arrays by their look ------------------------------------------------------------


def of_whole(stem: str, name: str, uses: Uses) -> str:
    """The sort of a name without subscripts and arguments."""
    own = spelled(stem)
    counted = rf"{own} !|\\[dt]?binom (?:\{{ [^{{}}]*)?{own} |\( - 1 \) \^ (?:\{{)?{own} "
    if uses.find(counted):
        return "nonnegative integer"
    below = any(name in tokens for tokens in uses.subscripts)
    ends = any(name in one.above.split() for one in uses.sums)
    ends = ends or uses.find(rf"{_BELOW}{own} ") or (name in _COUNTS and uses.find(rf"{own} \\pi "))
    if ends or (name in WHOLE and (below or uses.find(rf"{_GOING_ON}{own} "))):
        return "positive integer"
    return "integer" if name in INDICES and below else "real"


def of_look(stem: str, uses: Uses) -> Iterator[tuple[str, str]]:
    """The sort of a letter in bold, with a transpose, in a norm, or beside a matrix; its sizes."""
    own = spelled(stem)
    letter = own.split()[-1]
    if letter.isupper():
        sort = _matrix(letter, uses)
    else:
        dressed = letter in uses.bold or uses.find(own + _TRANSPOSED) or uses.find(_NORM + own)
        crossed = uses.find(rf"{own} \\times|\\times(?: \()?{own} ")
        sort = _beside(own, uses) or (f"real[{3 if crossed else 'n'}]" if dressed else "")
    if sort:
        yield from ((size, "positive integer") for size in "mn" if size in sort.split("[")[1])
        yield "", sort


def _matrix(letter: str, uses: Uses) -> str:
    """The sort of a capital letter, if it is a matrix."""
    own = f" {letter}"
    if uses.find(rf"{own}{_TRANSPOSED}(?:\}} )?{letter} "):
        return "real[m, n]"
    transposed = uses.find(own + _TRANSPOSED)
    between = uses.find(rf" [a-z]{_TRANSPOSED}(?:\}} )?{letter} [a-z] ")
    known = letter in uses.bold or transposed or between or uses.find(rf"{_MATRICES}{letter} ")
    return "real[n, n]" if known else ""


def _beside(own: str, uses: Uses) -> str:
    """The sort of what a matrix multiplies, `A x` and `A^T b`."""
    for letter in "ABCDEFGHKLMPQRSTUVWXYZ":
        sort = _matrix(letter, uses)
        if sort and uses.find(rf" {letter}{_TRANSPOSED}(?:\}} )?(?<!\S){own[1:]} "):
            return f"real[{sort[5]}]"
        if sort and uses.find(rf" {letter}{own} "):
            return "real[n]"
    return ""


def size_below(name: str, uses: Uses) -> str:
    """How far an index goes by which arrays have entries; "" where it counts something else."""
    counted = any(name in tokens and {"+", "-"} & set(tokens) for tokens in uses.subscripts)
    summed = any(one.below[:1] == (name,) for one in uses.sums)
    return _size(name, uses) if summed and not counted else ""
