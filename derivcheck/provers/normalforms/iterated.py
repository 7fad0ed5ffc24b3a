"""Iterated integrals the other way round, over rectangles and triangles.

    int(int(f(y), y = 0..x), x = 0..1) = int(int(f(y), x = y..1), y = 0..1)

What stands beside the inner integral goes into it first.  The kernel asks whether the iterated
integral of the absolute value has a value (Fubini; Rudin, Real and Complex Analysis, 8.8).
"""

from __future__ import annotations

from dataclasses import replace

from derivcheck.kernel.algebra.writing import product_of
from derivcheck.kernel.checker.suppositions import taken_by
from derivcheck.kernel.language.evidence import Axiom
from derivcheck.kernel.language.terms import App, Bind, Sym, Term, free_names, fresh, substitute
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.bodies import same
from derivcheck.provers.normalforms.bound_names import name_for, renamed
from derivcheck.provers.normalforms.contractions import factors_of


def exchanged(basis: Basis, t: Bind) -> bool:
    """An iterated integral as the one in the other order; True if the kernel accepts it."""
    whole = _iterated(basis, t)
    row = None if whole is None else _row(whole)
    if whole is None or row is None:
        return False
    key = ("exchanged", basis.field.key(whole))
    if key in basis.memory:
        return False
    other = basis.known.inferred(row)
    if not isinstance(other, App):
        return False
    basis.memory[key] = basis.memory["exchanged", basis.field.key(other.args[1])] = 1
    return (whole.body == t.body or same(basis, t, whole)) and basis.propose(row)


def _iterated(basis: Basis, t: Bind) -> Bind | None:
    """The integral with all factors of its body under an inner one, if it has just one."""
    t = renamed(t, name_for(basis, t))
    parts = factors_of(t.body)
    inner = [u for u in parts if isinstance(u, Bind) and u.head == "int"]
    if len(inner) != 1:
        return None
    y = fresh(inner[0].var, taken_by(basis.known.facts, t) | {t.var})
    rest = [u for u in parts if u is not inner[0]]
    body = substitute(inner[0].body, {inner[0].var: Sym(y)})
    return replace(t, body=replace(inner[0], var=y, body=product_of([*rest, body])))


def _row(t: Bind) -> Axiom | None:
    """The row about a range of this form; None if there is none."""
    inner = t.body
    assert isinstance(inner, Bind)
    (low, high), (a, b), x = inner.args, t.args, Sym(t.var)
    h = Bind("lambda", t.var, Bind("lambda", inner.var, inner.body, ()), ())
    letters: dict[str, Term] = {"h": h, "a": a, "b": b}
    if t.var not in free_names(low) | free_names(high):
        return Axiom("int_swap", tuple({**letters, "u": low, "v": high}.items()))
    if (low, high) == (a, x):
        return Axiom("int_below_diagonal", tuple(letters.items()))
    if (low, high) == (x, b):
        return Axiom("int_above_diagonal", tuple(letters.items()))
    return None
