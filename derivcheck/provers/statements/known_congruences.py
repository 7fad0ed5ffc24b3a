"""What is divided, reduced by what is known of the remainders and values of integers.

a = b (mod 12)      a = b + 12*q      a^2 - b^2 = 24*b*q + 144*q^2 = 24*(b*q + 6*q^2)

A known congruence is an equation between integers, with the difference of two floors for q.  Such
equations span an ideal; its Groebner basis modulo m, as far as leading coefficients are units,
leaves a rest of what is divided by m: W. W. Adams and P. Loustaunau, An Introduction to Groebner
Bases, section 4.1; K. Ireland and M. Rosen, A Classical Introduction to Modern Number Theory,
chapter 3.
Nothing is divided by m on the way, so that exact arithmetic confirms the outcome by the equations.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import gcd

from derivcheck.kernel.algebra.atoms import Poly
from derivcheck.kernel.language.evidence import Hypothesis
from derivcheck.kernel.language.terms import (
    App,
    Term,
    call,
    conjuncts,
    free_names,
    number,
    numeral,
    whole,
)
from derivcheck.provers.equations.induction import is_integer
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.normalforms.basis import Basis

MAX_REDUCTIONS, MAX_PAIRS = 200, 30
"""After how many steps a reduction is given up, and how many pairs are looked at."""

Powers = tuple[int, ...]
Form = dict[Powers, int]
"""A polynomial by the exponents of its monomials; the greatest whose coefficient is no multiple of
the modulus leads.
"""


@dataclass(frozen=True, slots=True)
class Known:
    """A known equation, mod(u, m) = mod(v, m) or mod(u, m) = v, or u = v with m = 0.

    Arguments:
        rounded: what is divided by m in it.
    """

    fact: App
    u: Term
    v: Term
    m: int
    rounded: tuple[Term, ...] = ()

    @property
    def difference(self) -> Term:
        """What is zero, with floors for quotients."""
        signs = (1, -1)
        quotients = (call("floor", w / number(self.m)) for w in self.rounded)
        parts = (number(-s * self.m) * q for s, q in zip(signs, quotients, strict=False))
        return App("+", (self.u - self.v, *parts)) if self.rounded else self.u - self.v


@dataclass(frozen=True, slots=True)
class Reduced:
    """f = m*quotient + rest, by the lemmas of a basis; the quotient is whole."""

    basis: Basis
    quotient: Term
    rest: Term


def known_congruences(known: ProofContext) -> Iterator[Known]:
    """What is known of remainders and, between numbers, by equations."""
    for fact in conjuncts(known.facts.statements):
        match fact:
            case App("=", (App("mod", (u, m)), App("mod", (v, n)))) if m == n and modulus(m):
                yield Known(fact, u, v, modulus(m), (u, v))
            case App("=", (App("mod", (u, m)), r)) if isinstance(numeral(r), int) and modulus(m):
                yield Known(fact, u, r, modulus(m), (u,))
            case App("=", (u, v)) if _of_integers(fact, known):
                yield Known(fact, u, v, 0)


def _of_integers(fact: Term, known: ProofContext) -> bool:
    names = free_names(fact)
    return bool(names) and all(is_integer(known.facts.context, n) for n in names)


def modulus(m: Term) -> int:
    """A numeral that is divided by, 0 if it is none."""
    value = numeral(m)
    return value if isinstance(value, int) and value > 0 else 0


def reduced(f: Term, m: int, known: ProofContext, limits: Limits) -> Reduced | None:
    """What is left of a polynomial in integers modulo m by what is known, if it is less."""
    plain, near = Basis(known.knowing(), {}, limits), list(known_congruences(known))
    top, *others = (_polynomial(plain, t) for t in (f, *(k.difference for k in near)))
    if top is None:
        return None
    used = [(k, plain.field.up(p)) for k, p in zip(near, others, strict=True) if p is not None]
    order = _order([p for _, p in used], plain.field.up(top), m)
    forms = [_form(p, order) for _, p in used]
    form = _form(plain.field.up(top), order)
    left = _remainder(form, _completed(forms, m), m)
    if left == form and any(c % m for c in form.values()):
        return None
    context = plain.field.up(top).context()

    def term(form: Form) -> Term:
        back = {_back(a, order): c for a, c in form.items() if c}
        return plain.polynomial(context.from_dict(back))

    quotient = term({a: c // m for a, c in left.items()})
    rest = term({a: c % m for a, c in left.items()})
    if not known.facts.holds(whole(quotient)):
        return None
    basis = _knowing(known, [k for k, _ in used], limits)
    return Reduced(basis, quotient, rest) if basis.equal(f, number(m) * quotient + rest) else None


def _knowing(known: ProofContext, near: Sequence[Known], limits: Limits) -> Basis:
    """A basis with known equations for lemmas."""
    basis = Basis(known.knowing(), {}, limits)
    for k in near:
        for w in k.rounded:
            basis.axiom("mod_floor", u=w, v=k.m)
        basis.propose(Hypothesis(k.fact))
    return basis


def _polynomial(basis: Basis, f: Term) -> Poly | None:
    """A polynomial over the atoms with whole coefficients."""
    value = basis.value(f)
    return value.top if value.bottom == 1 else None


# --- polynomials modulo m ------------------------------------------------------------------------


def _order(divisors: Sequence[Poly], top: Poly, m: int) -> list[int]:
    """Places of a ring, those first a power of which a divisor is solved for: in one term, with a
    unit, and nothing else in that.
    """
    first: list[int] = []
    for p in divisors:
        for n, degree in enumerate(p.degrees()):
            alone = tuple(int(degree) * (n == k) for k in range(len(p.degrees())))
            once = degree > 0 and sum(1 for a in p.monoms() if a[n]) == 1
            if once and gcd(int(p[alone]), m) == 1 and n not in first:
                first.append(n)
                break
    return [*first, *(n for n in range(len(top.degrees())) if n not in first)]


def _form(p: Poly, order: Sequence[int]) -> Form:
    return {tuple(int(a[n]) for n in order): int(c) for a, c in p.terms()}


def _back(powers: Powers, order: Sequence[int]) -> Powers:
    place = dict(zip(order, powers, strict=True))
    return tuple(place[n] for n in range(len(order)))


def _lead(p: Form, m: int) -> Powers | None:
    """The leading monomial, if its coefficient is a unit."""
    top = max((a for a, c in p.items() if c % m), default=None)
    return top if top is not None and gcd(p[top], m) == 1 else None


def _less(p: Form, c: int, over: Powers, q: Form) -> Form:
    """p - c*x^over*q."""
    found = dict(p)
    for a, d in q.items():
        place = tuple(i + j for i, j in zip(a, over, strict=True))
        found[place] = found.get(place, 0) - c * d
    return {a: d for a, d in found.items() if d}


def _quotient(a: Powers, b: Powers) -> Powers | None:
    found = tuple(i - j for i, j in zip(a, b, strict=True))
    return found if min(found, default=0) >= 0 else None


def _remainder(f: Form, divisors: Sequence[Form], m: int) -> Form:
    """What is left of a form, no term of which but multiples of m is divisible."""
    leads = [(p, a) for p in divisors if (a := _lead(p, m)) is not None]
    for _ in range(MAX_REDUCTIONS):
        terms = (a for a in sorted(f, reverse=True) if f[a] % m)
        found = (
            (a, p, b, q) for a in terms for p, b in leads if (q := _quotient(a, b)) is not None
        )
        step = next(found, None)
        if step is None:
            break
        a, p, b, over = step
        f = _less(f, f[a] * pow(p[b], -1, m) % m, over, p)
    return f


def _completed(forms: Sequence[Form], m: int) -> list[Form]:
    """Forms with what their pairs leave, up to a limit."""
    found, pairs = list(forms), list(combinations(range(len(forms)), 2))
    for _ in range(MAX_PAIRS):
        if not pairs:
            break
        p, q = (found[n] for n in pairs.pop(0))
        a, b = _lead(p, m), _lead(q, m)
        if a is None or b is None or not any(map(min, a, b)):
            continue
        over = tuple(map(max, a, b))
        one = _less({}, -pow(p[a], -1, m), tuple(i - j for i, j in zip(over, a, strict=True)), p)
        pair = _less(one, pow(q[b], -1, m), tuple(i - j for i, j in zip(over, b, strict=True)), q)
        left = _remainder(pair, found, m)
        if _lead(left, m) is not None:
            pairs += [(n, len(found)) for n in range(len(found))]
            found.append(left)
    return found
