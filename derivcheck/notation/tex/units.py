r"""The unit matrix without its size: `A - \lambda I`, `(I + u v^\top)^{-1}`, `A A^{-1} = I`.

An I that nobody declares has the size with which the formula has a meaning, if there is one such
size among those of its arrays.  It has to be a summand or a side, times a number or not: elsewhere,
as in `I v`, it could be a number that was not declared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from derivcheck.diagnostics import Diagnosis
from derivcheck.kernel.language.sorts import Sort
from derivcheck.kernel.language.terms import ONE, Term
from derivcheck.notation.grammar import parse
from derivcheck.notation.scope import Scope
from derivcheck.notation.syntax import Syntax
from derivcheck.notation.tex.tokens import refuse
from derivcheck.notation.tex.trees import at, known
from derivcheck.notation.writer import show

UNIT = "I"
"""The letter of a unit matrix."""
MAX_SIZES = 8
"""How many sizes of arrays a formula may have, if one is to be found."""


def sized(syntax: Syntax, scope: Scope, check: Callable[[Syntax, Scope], object]) -> Syntax:
    """Some syntax with the one size of its unit matrices.

    Arguments:
        syntax: as it was read, I a name in it.
        scope: the declared names, without I.
        check: raises `Diagnosis` for syntax without a meaning in a scope.

    Raises:
        Diagnosis: DC124 if it has a meaning with two sizes, DC201 if I could be a number or has
            no size.
    """
    where = next(_units(syntax))
    summands = _summands(syntax, scope)
    alone = {*_units(syntax)} == {*summands}
    sizes = dict.fromkeys(_sizes(syntax, scope)) if alone else {}
    tried = sizes if len(sizes) <= MAX_SIZES else {}
    fitting = [size for size in tried if _has_meaning(_filled(syntax, size), scope, check)]
    if not fitting or _has_meaning(syntax, scope.declare(UNIT, Sort("real")), check):
        hint = "declare I under symbols:, or write I_n for the unit matrix of size n"
        refuse("DC201", "`I` is not declared", hint, *where)
    if len(fitting) > 1:
        told = " or ".join(f"I_{{{show(size)}}}" for size in fitting)
        refuse("DC124", f"the unit matrix could be {told}", "write its size", *where)
    return _filled(syntax, fitting[0])


def _has_meaning(syntax: Syntax, scope: Scope, check: Callable[[Syntax, Scope], object]) -> bool:
    try:
        check(syntax, scope)
    except Diagnosis:
        return False
    return True


def _units(s: Syntax) -> Iterator[tuple[int, int]]:
    if s.kind == "name" and s.text == UNIT:
        yield s.start, s.stop
    for part in s.parts:
        yield from _units(part)


def _summands(s: Syntax, scope: Scope) -> Iterator[tuple[int, int]]:
    """Where I stands as a summand or as a side, times a number or not."""
    if s.kind == "relation" or (s.kind == "operator" and s.text == "+"):
        for part in s.parts:
            yield from _multiple(part, scope)
    for part in s.parts:
        yield from _summands(part, scope)


def _multiple(s: Syntax, scope: Scope) -> Iterator[tuple[int, int]]:
    """Where I stands in a multiple of it."""
    if s.kind == "operator" and s.text in ("neg", "*"):
        others = [part for part in s.parts if not {*_units(part)}]
        if not any(True for part in others for _ in _sizes(part, scope, whole=True)):
            for part in s.parts:
                yield from _multiple(part, scope)
    elif s.kind == "name":
        yield from _units(s)


_NUMBERS = frozenset(("tr", "det", "dot", "norm"))
"""What makes a number of arrays."""


def _sizes(s: Syntax, scope: Scope, *, whole: bool = False) -> Iterator[Term]:
    """The sizes of the arrays in some syntax, counted from 1.

    Arguments:
        whole: whether arrays of which numbers are made do not count.
    """
    if whole and (s.kind == "index" or s.text in _NUMBERS):
        return
    sort = scope.names.get(s.text) if s.kind == "name" else None
    yield from (upper for lower, upper in (sort.shape if sort else ()) if lower == ONE)
    for part in s.parts:
        yield from _sizes(part, scope, whole=whole)


def _filled(s: Syntax, size: Term) -> Syntax:
    if s.kind == "name" and s.text == UNIT:
        return known("eye", (s.start, s.stop), at(parse(show(size)), s.start, s.stop))
    return s._replace(parts=tuple(_filled(part, size) for part in s.parts))
