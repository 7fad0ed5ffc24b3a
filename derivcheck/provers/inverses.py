"""asin and atan of the function they undo, and of numbers where the value is a rational angle.

asin(sin(a)) = (-1)^k*(a - k*pi) where that lies between -pi/2 and pi/2; which k it is, a few points
tell.  So do the digits of a number written with roots which multiple of pi its arcsine is; that it
is the sine of it, the separation bound shows.  DLMF 4.23; acos and the others are written by these.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from math import floor, pi

from flint import arb

from derivcheck.kernel.evaluation import evaluate
from derivcheck.kernel.evidence import Axiom, Chain, Congruence, Separation
from derivcheck.kernel.terms import ZERO, App, Term, call, number
from derivcheck.provers import gaussian
from derivcheck.provers.basis import Basis
from derivcheck.provers.circular import PI
from derivcheck.provers.knowledge import Knowledge
from derivcheck.provers.radicals import is_closed

MAX_PARTS = 60
"""The greatest denominator of a multiple of pi that is looked for."""
NEAR = 1e-12
"""How close the digits must be."""
FIRST = (0, 1, -1, 2, -2)
"""The half turns that are tried where no point tells."""
MOST = 2
"""How many half turns are tried where points tell: an end of a range belongs to two of them."""


def arcsine(basis: Basis, t: App) -> None:
    """asin(u) of a sine, by its value, else by an arctangent."""
    (u,) = t.args
    if _undone(basis, "sin", _sine, u) or _value(basis, t, "sin"):
        return
    if basis.known.facts.holds(call("<", ZERO, basis.normal(1 - u * u))):
        basis.axiom("asin_atan", u=u)


def arctangent(basis: Basis, t: App) -> None:
    """atan(u) of a tangent, by its value, of a rational number by those for Gaussian primes."""
    (u,) = t.args
    rational = basis.field.constant(u)
    if rational is not None:
        gaussian.arctangent(basis, rational)
    elif not _undone(basis, "tan", _tangent, u) and not _value(basis, t, "tan") and is_closed(u):
        _inverted(basis, u)


def _inverted(basis: Basis, u: Term) -> None:
    """atan(u) by atan(1/u), where u is a number beyond 1."""
    for signed in (u, -u):
        if basis.known.facts.holds(call("<", 1, signed)):
            basis.axiom("atan_inverse", u=1 / signed)


# --- functions that are undone -------------------------------------------------------------------

UNDOING = {"sin": "asin_sin", "tan": "atan_tan"}
"""The rows by which the inverse function undoes a function."""

Form = Callable[[Term], Term | None]
"""Reads an angle off a term."""


def _undone(basis: Basis, head: str, form: Form, u: Term) -> bool:
    """The inverse function of sin(angle) or tan(angle), as u or its normal form is one."""
    angle = form(u) or form(basis.normal(u))
    if angle is None:
        return False
    for k in _half_turns(basis.known, angle):
        turned = angle - number(k) * PI if k else angle
        turned = -turned if head == "sin" and k % 2 else turned
        basis.visit(call(head, turned))
        if basis.equal(call(head, turned), u) and basis.axiom(UNDOING[head], u=turned):
            return True
    return False


def _half_turns(known: Knowledge, angle: Term) -> list[int]:
    """The numbers of half turns from which an angle is less than a quarter turn away."""
    found = Counter(floor(x / pi + 0.5) for x in known.models.values(angle))
    return [k for k, _ in found.most_common(MOST)] or list(FIRST)


def _sine(u: Term) -> Term | None:
    """The angle of which a term is by its form the sine."""
    match u:
        case App("sin", (a,)):
            return a
        case App("cos", (a,)):
            return PI / 2 - a
        case App("neg", (v,)):
            found = _sine(v)
            return None if found is None else -found
    return None


def _tangent(u: Term) -> Term | None:
    """The angle of which a term is by its form the tangent."""
    match u:
        case App("tan", (a,)):
            return a
        case App("cot", (a,)):
            return PI / 2 - a
        case App("/", (App("sin", (a,)), App("cos", (b,)))) if a == b:
            return a
        case App("/", (App("cos", (a,)), App("sin", (b,)))) if a == b:
            return PI / 2 - a
        case App("neg", (v,)):
            found = _tangent(v)
            return None if found is None else -found
    return None


# --- rational angles -----------------------------------------------------------------------------

ROWS = {
    "asin": {
        Fraction(0): "asin_zero", Fraction(1, 4): "asin_half", Fraction(1, 2): "asin_sqrt2",
        Fraction(3, 4): "asin_sqrt3", Fraction(1): "asin_one",
    },
    "atan": {Fraction(3): "atan_sqrt3"},
}  # fmt: skip
"""head -> square of the argument -> the row for the value."""


def _value(basis: Basis, t: App, head: str) -> bool:
    """The value of an inverse function at a number, if that is a small fraction of pi."""
    u = t.args[0] if is_closed(t.args[0]) else basis.normal(t.args[0])
    square = basis.field.constant(u * u)
    row = None if square is None else ROWS[t.head].get(square)
    if row is not None:
        return basis.axiom(row)
    turns = _fraction_of_pi(basis, App(t.head, (u,)))
    if turns is None:
        return False
    angle = number(turns) * PI
    same = Separation(u, call(head, angle))
    applied = Congruence(call(t.head, same.left), call(t.head, same.right), (same,))
    return basis.propose(Chain((applied, Axiom(UNDOING[head], (("u", angle),)))))


def _fraction_of_pi(basis: Basis, t: App) -> Fraction | None:
    """The multiple of pi that a number seems to be."""
    context = basis.known.facts.context
    if context.field != "real" or not is_closed(t.args[0]):
        return None
    found = evaluate(t, {}, context)
    if not isinstance(found, arb):
        return None
    digits = float(found / arb.pi())
    turns = Fraction(digits).limit_denominator(MAX_PARTS)
    return turns if abs(digits - turns) < NEAR else None
