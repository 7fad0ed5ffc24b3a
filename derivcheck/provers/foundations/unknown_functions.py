"""Values and derivatives of unknown functions in what is stated of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from derivcheck.kernel.algebra.field import Field
from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.terms import App, Bind, Num, Sym, Term, free_names, subterms
from derivcheck.provers.foundations.positions import replaced


def order_of(t: Term, f: str, at: Term) -> int:
    """Which derivative of a function at a point a term is, or 0 if it is none."""
    match t:
        case Bind("diff", x, App("apply", (Sym(name), Sym(y))), (place, Num(n))):
            return int(n) if (name, y, place) == (f, x, at) else 0
        case Bind("diff", x, Bind("diff") as inner, (place, Num(n))) if place == at:
            less = order_of(inner, f, Sym(x))
            return less and less + int(n)
    return 0


def named(t: Term, at: str, names: Mapping[str, tuple[Term, Term]]) -> Term:
    """A term with others for the first derivatives and the values of functions.

    Arguments:
        at: the name that the functions are taken at.
        names: function -> what stands for its derivative and for its value.
    """
    for u in dict.fromkeys(subterms(t)):
        for f, (slope, _) in names.items():
            t = replaced(t, u, slope) if order_of(u, f, Sym(at)) == 1 else t
    for f, (_, value) in names.items():
        t = replaced(t, App("apply", (Sym(f), Sym(at))), value)
    return t


def values_at_zero(stated: Iterable[Term]) -> dict[str, Fraction]:
    """The numbers that functions are said to be at 0."""
    found, field = dict[str, Fraction](), Field(Context({}))
    for p in stated:
        match p:
            case App("=", (App("apply", (Sym(f), Num(0))), value)) if not free_names(value):
                constant = field.constant(value)
                if constant is not None:
                    found[f] = constant
    return found
