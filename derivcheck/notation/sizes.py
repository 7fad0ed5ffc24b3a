"""Sizes and indices compared: the constant by which two linear terms differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from derivcheck.kernel.language.sorts import Shape, Sort
from derivcheck.kernel.language.terms import App, Num, Sym, Term, free_names, substitute

DECLARED = "declared {}"
"""What a size is called where its name is bound: no name that an author can write."""
_PREFIX = DECLARED.format("")
Linear = dict[Term | None, Fraction]  # coefficient of each opaque term; None is the constant


def difference(left: Term, right: Term) -> Fraction | None:
    """`left - right` if it is a constant, else None.

    Arguments:
        left, right: integer terms; anything but sums and numeric multiples is opaque.
    """
    if isinstance(left, Num) and isinstance(right, Num):
        return Fraction(left.value) - right.value
    total: Linear = {}
    _collect(left, Fraction(1), total)
    _collect(right, Fraction(-1), total)
    constant = total.pop(None, Fraction(0))
    return None if any(total.values()) else constant


def _collect(t: Term, factor: Fraction, total: Linear) -> None:
    match t:
        case Num(value):
            total[None] = total.get(None, Fraction(0)) + factor * value
        case App("+", args):
            for a in args:
                _collect(a, factor, total)
        case App("neg", (a,)):
            _collect(a, -factor, total)
        case App("*", (Num(value), a)) | App("*", (a, Num(value))):
            _collect(a, factor * value, total)
        case App("*", parts):
            t = App("*", tuple(sorted(_factors(parts), key=repr)))
            total[t] = total.get(t, Fraction(0)) + factor
        case _:
            total[t] = total.get(t, Fraction(0)) + factor


def _factors(parts: Iterable[Term]) -> Iterator[Term]:
    for t in parts:
        if isinstance(t, App) and t.head == "*":
            yield from _factors(t.args)
        else:
            yield t


def kept_apart(sorts: Mapping[str, Sort], name: str) -> dict[str, Sort]:
    """Sorts where a name is bound: sizes of that name are no longer what it stands for."""
    values: dict[str, Term] = {name: Sym(DECLARED.format(name))}
    return {n: resized(sort, values) if name in sort.sizes else sort for n, sort in sorts.items()}


def resized(sort: Sort, values: dict[str, Term]) -> Sort:
    """A sort with other sizes in the place of names."""

    def of(shape: Shape) -> Shape:
        return tuple((substitute(low, values), substitute(high, values)) for low, high in shape)

    return replace(
        sort, shape=of(sort.shape), gives=of(sort.gives), takes=tuple(map(of, sort.takes))
    )


def depends(shape: Shape, name: str) -> bool:
    """Whether a size changes with a name."""
    return any(name in free_names(bound) for axis in shape for bound in axis)


def renaming(shapes: Iterable[Shape]) -> str:
    """What to write where sizes do not fit since their names are bound; "" if none is."""
    held = {n for s in shapes for axis in s for bound in axis for n in free_names(bound)}
    names = sorted(n.removeprefix(_PREFIX) for n in held if n.startswith(_PREFIX))
    return f"give what is bound here as `{names[0]}` another name" if names else ""
