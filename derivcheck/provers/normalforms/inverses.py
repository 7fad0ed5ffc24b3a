"""asin and atan of the function they undo, and of numbers where the value is a rational angle.

Of a term with sin(m) in it the arcsine may be c*m + q*pi; the digits at a few points tell c and q.
So do those of a number tell which multiple of pi its arcsine is.  That the term is the sine of that
angle is shown by the normal forms or by the relations between numbers, and asin(sin(v)) = v by the
range of v.  DLMF 4.23; acos and the others are written by these two.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import islice
from math import pi

from flint import arb

from derivcheck.kernel.enclosures.evaluation import evaluate
from derivcheck.kernel.language.evidence import Axiom, Chain, Congruence
from derivcheck.kernel.language.terms import ONE, ZERO, App, Term, call, number, numeral, subterms
from derivcheck.provers.foundations.inverse_pairs import INVERSE, UNDONE
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.normalforms import gaussian, relations
from derivcheck.provers.normalforms.algebraic_numbers import is_closed, same
from derivcheck.provers.normalforms.basis import Basis, scaled
from derivcheck.provers.normalforms.trigonometric import PI, principal

MAX_PARTS = 60
"""The greatest denominator of a multiple of pi that is looked for."""
NEAR = 1e-9
"""How close the digits must be."""
MULTIPLES = tuple(Fraction(c) for c in "1 -1 2 -2 1/2 -1/2 3 -3 4 -4".split())
"""The multiples of an angle that are looked for."""
MAX_ANGLES = 3
"""How many angles in one argument are looked at."""
ROUND = frozenset("sin cos tan cot sec csc".split())


def arcsine(basis: Basis, t: App) -> None:
    """asin(u) of a sine, by its value, else by an arctangent."""
    (u,) = t.args
    if _undone(basis, t, "sin") or _value(basis, t, "sin"):
        return
    inside = basis.known.holds(call("<", ZERO, basis.normal(1 - u * u)))
    if not inside or not basis.axiom("asin_atan", u=u):
        principal(basis, "asin", u)


def arctangent(basis: Basis, t: App) -> None:
    """atan(u) of a tangent, by its value, of a rational number by those for Gaussian primes."""
    (u,) = t.args
    rational = basis.field.constant(u)
    if rational is not None:
        gaussian.arctangent(basis, rational)
    elif _undone(basis, t, "tan") or _value(basis, t, "tan") or principal(basis, "atan", u):
        return
    elif is_closed(u):
        _of_number(basis, basis.normal(u))
    else:
        _reciprocal(basis, u)


def _reciprocal(basis: Basis, u: Term) -> None:
    """atan(1/v) by atan(v), where u is a reciprocal of what has a sign.

    A quotient is one if the arctangent of the other has been met before.
    """
    basis.memory["arctangent", basis.field.key(u)] = 1
    match u:
        case App("/", (top, below)) if (
            top != ONE and ("arctangent", basis.field.key(below / top)) in basis.memory
        ):
            v = below / top
        case App("/", (one, v)) if one == ONE:
            pass
        case App("^", (v, e)) if numeral(e) == -1:
            pass
        case _:
            return
    if basis.known.facts.context.field != "real":
        return
    if basis.known.holds(call("<", ZERO, v)):
        basis.axiom("atan_inverse", u=v)
    elif basis.known.holds(call("<", v, ZERO)):
        basis.axiom("atan_inverse_neg", u=v)


def _of_number(basis: Basis, u: Term) -> None:
    """atan(u) by atan(1/u), where u is a number beyond 1, else by other arctangents."""
    for signed in (u, -u):
        if basis.known.facts.holds(call("<", 1, signed)):
            basis.axiom("atan_inverse", u=1 / signed)
            return
    if basis.known.facts.context.field == "real":
        relations.related(basis, u)


# --- functions that are undone -------------------------------------------------------------------


def _undone(basis: Basis, t: App, head: str) -> bool:
    """The inverse function of what is the sine or tangent of an angle in it, or of a multiple."""
    parts = (p for u in (t.args[0], basis.normal(t.args[0])) for p in subterms(u))
    angles = dict.fromkeys(p.args[0] for p in parts if isinstance(p, App) and p.head in ROUND)
    row = UNDONE[INVERSE[head], head]
    for angle in islice(angles, MAX_ANGLES):
        found = _seen(basis.known, t, angle)
        if found is None:
            continue
        basis.visit(call(head, found))
        if basis.equal(call(head, found), t.args[0]) and basis.axiom(row, u=found):
            return True
    return False


def _seen(known: ProofContext, t: Term, angle: Term) -> Term | None:
    """c*angle + q*pi, if that is what a term seems to be."""
    points = list(known.models.values(angle, t))
    for c in MULTIPLES if points else ():
        turns = {_rational((value - float(c) * at) / pi) for at, value in points}
        q = turns.pop()
        if not turns and q is not None:
            multiple = scaled(c, angle)
            return multiple + number(q) * PI if q else multiple
    return None


def _rational(x: float) -> Fraction | None:
    """The rational number with a small denominator that digits seem to be those of."""
    found = Fraction(x).limit_denominator(MAX_PARTS)
    return found if abs(x - found) < NEAR else None


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
    shown = same(basis, u, call(head, angle))
    if shown is None:
        return False
    applied = Congruence(call(t.head, u), call(t.head, call(head, angle)), (shown,))
    return basis.propose(Chain((applied, Axiom(UNDONE[INVERSE[head], head], (("u", angle),)))))


def _fraction_of_pi(basis: Basis, t: App) -> Fraction | None:
    """The multiple of pi that a number seems to be."""
    context = basis.known.facts.context
    if context.field != "real" or not is_closed(t.args[0]):
        return None
    found = evaluate(t, {}, context)
    if not isinstance(found, arb):
        return None
    return _rational(float(found / arb.pi()))
