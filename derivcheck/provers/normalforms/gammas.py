"""Factorials, binomials, gamma, beta, digamma: one argument for each class modulo integers.

gamma is the reciprocal of the entire function rgamma, and rgamma(u) = u*rgamma(u + 1) holds
everywhere, so the greatest argument of a class serves for all, poles included.  Classes of u and -u
are related by a sine, those of u and n*u by Gauss's multiplication; DLMF 5.2.1, 5.5.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import islice
from math import floor

from derivcheck.kernel.language.claims import integral
from derivcheck.kernel.language.terms import ONE, App, Term, call, number
from derivcheck.provers.normalforms.basis import Basis, summed
from derivcheck.provers.normalforms.contractions import spelled

MAX_SHIFT = 60
"""The greatest distance between two arguments that is bridged."""
MAX_MULTIPLE = 6
"""The greatest n for which the function at n*u is related to that at u."""
MAX_PARTS = 12
"""The greatest denominator of a number for that."""
CLOSED = (1, 2, 3, 4, 6)
"""Denominators of fractions at which multiplication and reflection give digamma (DLMF 5.4.19)."""
Parts = list[tuple[Fraction, Term]]
"""The summands of an argument."""
SHIFT = {"rgamma": "rgamma_shift", "digamma": "digamma_shift"}


def binomial(basis: Basis, t: App) -> None:
    """binomial(u, v) by gamma; that of any whole numbers by the lesser of v and u - v."""
    u, v = t.args
    facts = basis.known.facts
    if all(integral(w, facts.context) for w in t.args) and not basis.known.holds(call("<=", 0, u)):
        other = basis.normal(u - v)
        if not basis.axiom("binomial_below", n=u, a=v) and spelled(other) < spelled(v):
            basis.axiom("binomial_symmetry", u=u, v=v)
        return
    basis.axiom("binomial_gamma", u=u, v=v)


def beta(basis: Basis, t: App) -> None:
    """beta(u, v) by gamma."""
    u, v = t.args
    basis.axiom("beta_rgamma", u=u, v=v)


def gamma(basis: Basis, t: App) -> None:
    """gamma(u) = 1/rgamma(u)."""
    basis.axiom("gamma_reciprocal", u=t.args[0])


def shifted(basis: Basis, t: App) -> None:
    """rgamma(u) or digamma(u) at one argument of its class, and by the classes that it mirrors or
    doubles."""
    head, (u,) = t.head, t.args
    parts = basis.summands(u)
    rest = [(c, m) for c, m in parts if m != ONE]
    offset = next((c for c, m in parts if m == ONE), Fraction(0))
    whole = floor(offset)
    key = (head, summed(rest), offset - whole)
    new = key not in basis.memory
    if new and not rest and offset.denominator == 2 and head == "rgamma":
        basis.memory[key] = 0
        basis.axiom("rgamma_half")
    if new and not rest and head == "digamma" and offset.denominator in CLOSED:
        _by_gauss(basis, offset.denominator)
    low = basis.memory.setdefault(key, whole)
    if abs(whole - low) > MAX_SHIFT:
        return
    for k in range(min(low, whole), max(low, whole)):
        point = _point(rest, offset - whole + k)
        basis.axiom(SHIFT[head], u=point)
        if k >= low and call("log", call(head, point)) in basis.field.terms:  # taken apart no more
            basis.axiom("log_mul", u=point, v=call(head, _point(rest, offset - whole + k + 1)))
    if new and (rest or offset.denominator > 2 or head == "digamma"):
        _related(basis, head, rest, offset)
    if head == "rgamma" and any(c < 0 for c, _ in rest) and _is_pole(basis, u):
        basis.axiom("rgamma_reflection", u=u)


def _is_pole(basis: Basis, u: Term) -> bool:
    """Whether gamma has a pole at an argument: there its reciprocal is zero."""
    return integral(u, basis.known.facts.context) and basis.known.holds(call("<=", u, 0))


def _by_gauss(basis: Basis, n: int) -> None:
    """Relations that give digamma at the fractions with a denominator."""
    basis.axiom("digamma_one")
    for k in (d for d in CLOSED if n % d == 0):
        for q in range(1, k):
            basis.memory.setdefault(("digamma", summed([]), Fraction(q, k)), 0)
        if k > 1:
            basis.axiom("digamma_multiplication", u=number(Fraction(1, k)), n=k)
        if k > 2:
            basis.axiom("digamma_reflection", u=number(Fraction(1, k)))


def _related(basis: Basis, head: str, rest: Parts, offset: Fraction) -> None:
    """Reflection and multiplication, where the other classes have been met before."""
    if _is_met(basis, head, _times(rest, -1), -offset):
        basis.visit(call(head, _point(_times(rest, -1), 1 - offset)))
        basis.axiom(f"{head}_reflection", u=_point(rest, offset))
    for n in range(2, MAX_MULTIPLE + 1):
        if _closes(n, rest, offset) and _is_met(basis, head, _times(rest, n), n * offset):
            _multiplied(basis, head, n, rest, offset)
        part = _times(rest, Fraction(1, n))
        offsets = (q for k in range(n) if _closes(n, rest, q := (offset + k) / n))
        for q in islice((q for q in offsets if _is_met(basis, head, part, q)), 1):
            _multiplied(basis, head, n, part, q)


def _closes(n: int, rest: Parts, offset: Fraction) -> bool:
    """Whether u + k/n are as good arguments as u: at numbers they would come to no end."""
    q = offset.denominator
    return bool(rest) or (q % n == 0 and q <= MAX_PARTS)


def _multiplied(basis: Basis, head: str, n: int, rest: Parts, offset: Fraction) -> None:
    """The function at n*u by those at u + k/n."""
    basis.visit(call(head, _point(_times(rest, n), n * offset)))
    u = _point(rest, offset)
    if (head, n) == ("rgamma", 2):
        basis.axiom("rgamma_duplication", u=u)
    else:
        basis.axiom(f"{head}_multiplication", u=u, n=n)


def _is_met(basis: Basis, head: str, rest: Parts, offset: Fraction) -> bool:
    """Whether a function was seen at an argument, but for an integer."""
    return (head, summed(rest), offset - floor(offset)) in basis.memory


def _times(rest: Parts, c: int | Fraction) -> Parts:
    return [(c * d, m) for d, m in rest]


def _point(rest: Parts, offset: Fraction) -> Term:
    return summed([*rest, (offset, ONE)] if offset else rest)
