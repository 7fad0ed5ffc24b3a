"""Integrals over other ranges: moved and scaled, reflected, split at a point.

An affine change of variables needs no order of the bounds, so it is a row of its own (Rudin,
Principles of Mathematical Analysis, 6.12 and 6.19).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from derivcheck.kernel.language.evidence import Axiom
from derivcheck.kernel.language.terms import (
    INFINITY,
    MINUS_INFINITY,
    ZERO,
    Bind,
    Sym,
    Term,
    is_infinite,
    number,
    substitute,
)
from derivcheck.provers.foundations.series import series_row
from derivcheck.provers.normalforms.basis import Basis


def function(t: Bind) -> Bind:
    """The integrand as a function."""
    return Bind("lambda", t.var, t.body, ())


def with_ends(basis: Basis, t: Bind) -> Bind:
    """An integral with ends in normal form, where that is shorter; to the kernel it is the same."""
    if t.head != "int":
        return t
    return replace(t, args=tuple(map(basis.shortened, t.args)))


def is_backwards(t: Bind) -> bool:
    """Whether an integral comes from infinity, or goes to minus infinity."""
    return t.args[0] == INFINITY or t.args[1] == MINUS_INFINITY


def turned(basis: Basis, t: Bind) -> bool:
    """An integral with its bounds exchanged."""
    return basis.propose(series_row("int_turned", t))


def moved_to(
    basis: Basis, t: Bind, ends: tuple[Term, Term], settle: Callable[[Bind], object] = bool
) -> Bind | None:
    """An integral over a range by one over other ends, by the affine map between them.

    Arguments:
        settle: what is done with the other integral before the two are said to be equal.

    Returns: the other integral, as the row has it; None if the kernel does not accept it.
    """
    if any(map(is_infinite, (*t.args, *ends))):
        return None
    (low, high), (a, b) = t.args, ends
    c = basis.normal((high - low) / (b - a))
    if c == ZERO or not basis.known.nonzero(c):
        return None
    return _affine(basis, t, c, basis.normal(low - c * a), ends, settle)


def reflected(basis: Basis, t: Bind) -> Bind | None:
    """An integral over a bounded range with its variable running back, as `moved_to`."""
    if any(map(is_infinite, t.args)):
        return None
    low, high = t.args
    found = _affine(basis, t, number(-1), basis.normal(low + high), (low, high))
    return found if turned(basis, t) else None


def _affine(
    basis: Basis,
    t: Bind,
    c: Term,
    u: Term,
    ends: tuple[Term, Term],
    settle: Callable[[Bind], object] = bool,
) -> Bind | None:
    a, b = ends
    letters: dict[str, Term] = {"f": function(t), "c": c, "u": u, "a": a, "b": b}
    row = tuple(letters.items())
    if not basis.known.learn(Axiom("int_affine_exists", row)):
        return None
    body = substitute(t.body, {t.var: c * Sym(t.var) + u})
    other = replace(t, body=body, args=ends)
    settle(other)
    return other if basis.propose(Axiom("int_affine", row)) else None


def split_at(basis: Basis, t: Bind, c: Term) -> bool:
    """An integral as those over two parts of its range."""
    for row in ("int_first_exists", "int_last_exists"):
        basis.known.learn(series_row(row, t, c=c))
    return basis.propose(series_row("int_split", t, c=c))
