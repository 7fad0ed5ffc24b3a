"""Terms with arrays of known sizes, entry by entry: matrices as sums and products of their entries.

    entrywise(w.T @ w)  ->  w[1]*w[1] + w[2]*w[2]        where w has two entries

The table of derivatives has rows for numbers only; at a point, where all sizes are known, it serves
for arrays as well.  What is rewritten has the same value as before, at the point and around it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import reduce
from typing import Union

from derivcheck.kernel.algebra.values import Stop, Unknown, Value
from derivcheck.kernel.enclosures.arrays import Array
from derivcheck.kernel.language.terms import ONE, ZERO, App, Bind, Num, Sym, Term, number

MAX_SIZE = 3
"""The greatest number of rows of a matrix whose determinant is expanded."""

BINDERS = frozenset(("sum", "prod", "int"))
"""Binders whose variable stands for numbers."""

Entries = Union[Term, "tuple[Entries, ...]"]
"""A number, or the entries of an array along its first axis."""

Named = Callable[[str], Union[Value, bool, None]]
"""The value of a name; of arrays only the sizes count."""

FOREIGN = Unknown("not read entry by entry")


def entrywise(t: Term, named: Named) -> Entries:
    """A term of number or array sort as terms of numbers.

    Arguments:
        t: any term.
        named: the values of names at the point.

    Raises: Stop, where it is not understood.
    """
    match t:
        case Num():
            return t
        case Sym(name):
            found = named(name)
            return _indexed(t, found, ()) if isinstance(found, Array) else t
        case App("index", (Sym(name), *indices)):
            return _entry(t, named(name), len(indices))
        case App(head, parts):
            return _applied(head, [entrywise(u, named) for u in parts])
        case Bind("diff", var, body, (at, order, *indices)) if at == Sym(var):
            by = named(var) if not indices else None
            return _rates(t, entrywise(body, named), order, by)
        case Bind(head, var, body) if head in BINDERS:
            inner = entrywise(body, lambda name: None if name == var else named(name))
            args = tuple(_number(entrywise(u, named)) for u in t.args)
            return replace(t, body=_number(inner), args=args)
    raise Stop(FOREIGN)


def _rates(t: Bind, of: Entries, order: Term, by: Value | bool | None) -> Entries:
    """The derivatives of entries, by the entries of an array if `by` is one."""
    if isinstance(of, tuple):
        return tuple(_rates(t, u, order, by) for u in of)
    if not isinstance(by, Array):
        return replace(t, body=of)
    if order != ONE:
        raise Stop(FOREIGN)

    def placed(place: Entries) -> Term:
        indices = place.args[1:] if isinstance(place, App) else ()
        return replace(t, body=of, args=(*t.args, *indices))

    return _each(placed, _indexed(Sym(t.var), by, ()))


def _applied(head: str, parts: list[Entries]) -> Entries:
    if head in RULES:
        return RULES[head](*parts)
    return App(head, tuple(map(_number, parts)))


def _entry(t: Term, found: Value | bool | None, axes: int) -> Term:
    for _ in range(axes if isinstance(found, Array) else 0):
        found = found.entries[0] if isinstance(found, Array) and found.entries else None
    if found is None or isinstance(found, Array):
        raise Stop(FOREIGN)
    return t


def _indexed(t: Term, found: Value, before: tuple[Term, ...]) -> Entries:
    if not isinstance(found, Array):
        return App("index", (t, *before))
    return tuple(
        _indexed(t, x, (*before, number(found.first + k))) for k, x in enumerate(found.entries)
    )


def _number(u: Entries) -> Term:
    if isinstance(u, tuple):
        raise Stop(FOREIGN)
    return u


def _rows(a: Entries) -> list[list[Term]]:
    """The entries of a matrix.  Raises: Stop."""
    if not isinstance(a, tuple) or not all(isinstance(row, tuple) for row in a):
        raise Stop(FOREIGN)
    return [[_number(x) for x in row] for row in a if isinstance(row, tuple)]


def _each(f: Callable[[Term], Term], a: Entries) -> Entries:
    return tuple(_each(f, x) for x in a) if isinstance(a, tuple) else f(a)


def _add(a: Entries, b: Entries) -> Entries:
    if isinstance(a, tuple) and isinstance(b, tuple) and len(a) == len(b):
        return tuple(map(_add, a, b))
    return App("+", (_number(a), _number(b)))


def _multiply(a: Entries, b: Entries) -> Entries:
    if isinstance(a, tuple) and isinstance(b, tuple):
        return _matmul(a, b)
    if isinstance(a, tuple):
        return _each(lambda x: App("*", (x, _number(b))), a)
    return _each(lambda x: App("*", (a, x)), b)


def _divide(a: Entries, b: Entries) -> Entries:
    return _each(lambda x: App("/", (x, _number(b))), a)


def _matmul(a: Entries, b: Entries) -> Entries:
    """The matrix product; of two vectors the inner product."""
    if not isinstance(a, tuple) or not isinstance(b, tuple):
        raise Stop(FOREIGN)
    if isinstance(a[0], tuple):
        return tuple(_matmul(row, b) for row in a)
    if isinstance(b[0], tuple):
        return tuple(_matmul(a, column) for column in zip(*_rows(b), strict=True))
    if len(a) != len(b):
        raise Stop(FOREIGN)
    return _sum([App("*", (_number(x), _number(y))) for x, y in zip(a, b, strict=True)])


def _sum(terms: Sequence[Term]) -> Term:
    return App("+", tuple(terms)) if len(terms) > 1 else terms[0] if terms else ZERO


def _transpose(a: Entries) -> Entries:
    """The transpose of a matrix; a vector is its own."""
    if isinstance(a, tuple) and all(not isinstance(x, tuple) for x in a):
        return a
    return tuple(zip(*_rows(a), strict=True))


def _trace(a: Entries) -> Entries:
    return _sum([row[i] for i, row in enumerate(_square(a))])


def _square(a: Entries) -> list[list[Term]]:
    rows = _rows(a)
    if not rows or any(len(row) != len(rows) for row in rows):
        raise Stop(FOREIGN)
    return rows


def _small(a: Entries) -> list[list[Term]]:
    rows = _square(a)
    if len(rows) > MAX_SIZE:
        raise Stop(FOREIGN)
    return rows


def _determinant(rows: list[list[Term]]) -> Term:
    """By expansion along the first row."""
    if not rows:
        return ONE
    return _sum([App("*", (x, _cofactor(rows, 0, j))) for j, x in enumerate(rows[0])])


def _cofactor(rows: list[list[Term]], i: int, j: int) -> Term:
    minor = [row[:j] + row[j + 1 :] for k, row in enumerate(rows) if k != i]
    found = _determinant(minor)
    return App("neg", (found,)) if (i + j) % 2 else found


def _inverse(a: Entries) -> Entries:
    rows = _small(a)
    d, size = _determinant(rows), range(len(rows))
    return tuple(tuple(App("/", (_cofactor(rows, j, i), d)) for j in size) for i in size)


RULES: dict[str, Callable[..., Entries]] = {
    "+":         lambda *us: reduce(_add, us),
    "*":         lambda *us: reduce(_multiply, us),
    "neg":       lambda u: _each(lambda x: App("neg", (x,)), u),
    "/":         _divide,
    "vector":    lambda *us: us,
    "matmul":    lambda *us: reduce(_matmul, us),
    "transpose": _transpose,
    "tr":        _trace,
    "det":       lambda u: _determinant(_small(u)),
    "inv":       _inverse,
}  # fmt: skip
