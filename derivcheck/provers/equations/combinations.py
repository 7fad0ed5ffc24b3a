"""Two sides as combinations of the integrals in them: their difference, and factors of each.

Binders that stand in no other one are numbers like any that have a name; a difference that is
affine in them is told by what it makes of 0 and 1.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from derivcheck.kernel.language.terms import (
    ONE,
    ZERO,
    App,
    Bind,
    Sym,
    Term,
    free_names,
    substitute,
    subterms,
)
from derivcheck.provers.normalforms.basis import Basis

Sides = tuple[Term, Term]


Known = Mapping[Bind, tuple[Term, Bind, Term]]
"""What is a multiple of a binder, and a term: the value of a primitive at an end of an integral."""


def outermost(t: Term, heads: frozenset[str]) -> Iterator[Bind]:
    """The binders of some kinds that stand in no other binder."""
    match t:
        case Bind():
            if t.head in heads:
                yield t
        case App(_, args):
            for u in args:
                yield from outermost(u, heads)


def combination(
    basis: Basis, sides: Sides, found: Sequence[Bind], known: Known | None = None
) -> tuple[Term, list[Term]] | None:
    """What the difference of two sides is without some binders, and the factor of each in it.

    None where it is not affine in them.

    Arguments:
        known: what is put in the place of others.
    """
    names = [f"int_{k}" for k in range(len(found))]
    put: dict[Bind, Term] = {t: Sym(name) for t, name in zip(found, names, strict=True)}
    put |= {end: factor * put[t] + rest for end, (factor, t, rest) in (known or {}).items()}
    gap = replaced(sides[0], put) - replaced(sides[1], put)
    if any(isinstance(t, Bind) and set(names) & free_names(t) for t in subterms(gap)):
        return None
    nothing: dict[str, Term] = dict.fromkeys(names, ZERO)
    offset = substitute(gap, nothing)
    factors = [basis.normal(substitute(gap, nothing | {name: ONE}) - offset) for name in names]
    parts = (c * Sym(name) for c, name in zip(factors, names, strict=True))
    affine = App("+", (offset, *parts))
    return (offset, factors) if basis.field.equal(gap, affine) else None


def replaced(t: Term, put: Mapping[Bind, Term]) -> Term:
    """A term with others in the place of some of its binders."""
    match t:
        case Bind():
            return put.get(t, t)
        case App(head, args):
            return App(head, tuple(replaced(u, put) for u in args))
    return t
