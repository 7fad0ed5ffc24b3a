"""Integrals over other ranges: moved and scaled, reflected, split at a point.

An affine change of variables needs no order of the bounds, so it is a row of its own (Rudin,
Principles of Mathematical Analysis, 6.12 and 6.19).
"""

from __future__ import annotations

from derivcheck.kernel.language.evidence import Axiom
from derivcheck.kernel.language.terms import ZERO, Bind, Term, is_infinite, number
from derivcheck.provers.foundations.series import series_row
from derivcheck.provers.normalforms.basis import Basis


def function(t: Bind) -> Bind:
    """The integrand as a function."""
    return Bind("lambda", t.var, t.body, ())


def turned(basis: Basis, t: Bind) -> bool:
    """An integral with its bounds exchanged."""
    return basis.propose(series_row("int_turned", t))


def moved_to(basis: Basis, t: Bind, ends: tuple[Term, Term]) -> bool:
    """An integral over a range by one over other ends, by the affine map between them."""
    if any(map(is_infinite, (*t.args, *ends))):
        return False
    (low, high), (a, b) = t.args, ends
    c = basis.normal((high - low) / (b - a))
    if c == ZERO or not basis.known.nonzero(c):
        return False
    letters: dict[str, Term] = {
        "f": function(t), "c": c, "u": basis.normal(low - c * a), "a": a, "b": b
    }  # fmt: skip
    row = tuple(letters.items())
    return basis.known.learn(Axiom("int_affine_exists", row)) and basis.propose(
        Axiom("int_affine", row)
    )


def reflected(basis: Basis, t: Bind) -> bool:
    """An integral over a bounded range with its variable running back."""
    if any(map(is_infinite, t.args)):
        return False
    (a, b), c = t.args, number(-1)
    letters: dict[str, Term] = {"f": function(t), "c": c, "u": basis.normal(a + b), "a": a, "b": b}
    row = tuple(letters.items())
    learnt = basis.known.learn(Axiom("int_affine_exists", row))
    return learnt and turned(basis, t) and basis.propose(Axiom("int_affine", row))


def split_at(basis: Basis, t: Bind, c: Term) -> bool:
    """An integral as those over two parts of its range."""
    for row in ("int_first_exists", "int_last_exists"):
        basis.known.learn(series_row(row, t, c=c))
    return basis.propose(series_row("int_split", t, c=c))
