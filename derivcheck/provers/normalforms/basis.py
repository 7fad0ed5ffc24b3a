"""The basis: a session that rewrites the atoms of two terms to algebraically independent ones.

Handlers (one file an idea) look at an atom and propose lemmas, each an instance of an axiom whose
left side is that atom; the session checks a proposal with the kernel's own inference, so that what
it collects can be judged again, and goes on with the atoms of the right side.  What independent
means is the Risch structure theorem (Bronstein, Symbolic Integration I, chapter 9).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

from flint import fmpz

from derivcheck.kernel.algebra.atoms import Poly, Value
from derivcheck.kernel.algebra.field import Field
from derivcheck.kernel.algebra.writing import fraction, power_product, written
from derivcheck.kernel.language.components import component
from derivcheck.kernel.language.definedness import STATEMENTS
from derivcheck.kernel.language.evidence import Arithmetic, Axiom, Congruence, Evidence, Hypothesis
from derivcheck.kernel.language.handbook import HANDBOOK
from derivcheck.kernel.language.terms import (
    ONE,
    App,
    Bind,
    Num,
    Sym,
    Term,
    canonical_body,
    children,
    free_names,
    is_infinite,
    number,
    numeral,
    substitute,
    subterms,
)  # fmt: skip
from derivcheck.provers.foundations.inverse_pairs import AT_ONCE
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.polynomials import as_powers, sum_of
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.normalforms.solving import solved
from derivcheck.provers.sideconditions.conjugates import rationalised

MAX_FACTORED, MAX_PRIME = 128, 10_000
"""Integers of more bits are divided by the primes up to a limit only."""

Handler = Callable[["Basis", Any], None]
"""Proposes lemmas for one atom (an `App` or a `Bind`), whose arguments have been visited before."""


class Basis:
    """Lemmas found so far, and the field in which they have been assumed.

    Arguments:
        known: what may be used, definedness of the two sides included.
        handlers: head -> handler.

    `refined`: whether a unit has become smaller, so that what was visited may look otherwise;
    `level`: under how many binders it stands; `within`: in how many functions of numbers.
    """

    def __init__(self, known: ProofContext, handlers: dict[str, Handler], limits: Limits) -> None:
        self.known, self.handlers, self.limits = known, handlers, limits
        self.field = Field(known.facts.context)
        self.lemmas: list[Evidence] = []
        self.memory: dict[object, int] = {}
        self.units: dict[object, Fraction] = {}
        self.ranges: dict[object, list[tuple[Term, Term]]] = {}
        self.binders: dict[object, list[Bind]] = {}
        self.refined, self.level = False, 0
        self.logarithms: dict[Term, dict[Term, Term]] = {}
        self.moduli: dict[Term, None] = {}
        self.within = 0
        self._seen: set[tuple[Term, bool]] = set()

    def visit(self, t: Term) -> None:
        """Rewrites every atom of a term, innermost first."""
        key = (nameless(t), bool(self.within))
        if key in self._seen or len(self.lemmas) > self.limits.rewrites:
            return
        self._seen.add(key)
        match t:
            case Num() | Sym():
                return
            case App(head, (App(inner, (u,)),)) if (head, inner) in AT_ONCE:
                self.visit(u)
                if self.axiom(AT_ONCE[head, inner], u=u):
                    return
                self.visit(t.args[0])
            case App("index", _) if made := component(t, self.known.facts.context):
                self.visit(made)
                return
            case Bind("subs", var, body, (value,)):
                self.visit(substitute(body, {var: value}))
            case Bind():
                for u in t.args:
                    self.visit(u)
            case App(head, _) if head in STATEMENTS:
                return
            case _:
                self.within += t.head in HANDBOOK
                for u in children(t):
                    self.visit(u)
                self.within -= t.head in HANDBOOK
                if self._without_roots(t):
                    return
        handler = self.handlers.get(t.head)
        if handler is not None:
            handler(self, t)

    def _without_roots(self, t: App) -> bool:
        """Takes the roots out of the denominators of what a function is of.

        An absolute value of a quotient is one of absolute values as it stands.
        """
        if t.head == "abs" and self.known.facts.context.field == "complex":
            return False
        if not (t.head in HANDBOOK or t.head == "apply" or _is_root(t)):
            return False
        others = [rationalised(self.field, u) for u in t.args]
        if not any(others):
            return False
        pairs = list(zip(t.args, others, strict=True))
        same = App(t.head, tuple(self.normal(other) if other else u for u, other in pairs))
        parts = zip(t.args, same.args, strict=True)
        shown = tuple(None if u == other else self.arithmetic(u, other) for u, other in parts)
        return self.propose(Congruence(t, same, shown))

    def leave(self, *terms: Term) -> None:
        """Leaves terms as they stand: they are not visited."""
        alike = map(nameless, terms)
        self._seen.update((t, within) for t in alike for within in (False, True))

    def revisit(self, *terms: Term) -> None:
        """Visits terms again, because what they contain looks otherwise by now."""
        self._seen.clear()
        self.refined = False
        for t in terms:
            self.visit(t)

    def axiom(self, name: str, **bindings: Term | int) -> bool:
        """Proposes an instance of an axiom; True if it was accepted."""
        terms = {k: number(v) if isinstance(v, int) else v for k, v in bindings.items()}
        return self.propose(Axiom(name, tuple(terms.items())))

    def propose(self, evidence: Evidence, proves: tuple[Term, Term] | None = None) -> bool:
        """Adds a lemma if the kernel accepts it here; its right side is visited first, so that the
        atoms in it are settled when it becomes a rule.

        Arguments:
            evidence: of an equation.
            proves: its two sides, where the parts have been checked before.
        """
        sides = proves or self._sides(evidence)
        if sides is None or not self.known.defined(*sides):
            return False
        left, right = sides
        if self.field.value(left) == self.field.value(right):
            return True
        self.visit(right)
        if self.field.value(left) != self.field.value(right):
            self._assume(evidence, left, right)
        return True

    def _assume(self, evidence: Evidence, left: Term, right: Term) -> None:
        """Adds an equation, solved for an atom where that is possible.

        What has no names is not rewritten by what has some: A + B + C = pi is no rule for pi.
        """
        self.lemmas.append(evidence)
        constant = bool(free_names(left)) != bool(free_names(right))
        if not constant and self.field.assume(left, right):
            return
        lemmas, own = tuple(self.lemmas), None if constant else self._own(left)
        found = own and solved(self.known, self.field, lemmas, left, right, own)
        found = found or solved(self.known, self.field, lemmas, left, right)
        if found is not None and self.known.learn(found):
            self.lemmas.append(Hypothesis(found.statement))
            self.field.assume(*found.statement.args)  # type: ignore[union-attr]  # an equation
        elif constant:
            self.field.assume(left, right)

    def _own(self, t: Term) -> Term | None:
        """The atom of which a term is the negative: a lemma on sin(-x) is one on sin(x)."""
        match self.normal(t):
            case App("neg", (atom,)) if self.atoms(t) == [atom]:
                return atom
        return None

    def _sides(self, evidence: Evidence) -> tuple[Term, Term] | None:
        match self.known.inferred(evidence):
            case App("=", (left, right)):
                return left, right
        return None

    def equal(self, left: Term, right: Term) -> bool:
        """Whether the lemmas found so far make two terms equal."""
        return self.field.equal(left, right, self.known.holds)

    def evidence(self, left: Term, right: Term) -> Evidence:
        """Evidence for an equation that `equal` has confirmed."""
        return self.wrapped(self.arithmetic(left, right))

    def arithmetic(self, left: Term, right: Term) -> Evidence:
        """The same without the lemmas about side conditions."""
        return Arithmetic(left, right, tuple(self.lemmas))

    def wrapped(self, evidence: Evidence) -> Evidence:
        """Evidence with the lemmas about side conditions found so far."""
        return self.known.shown(evidence)

    def atoms(self, t: Term) -> list[Term]:
        """The atoms of a term in normal form."""
        v = self.value(t)
        return [self.field.terms[n] for n in sorted(self.field.used(v))]

    # --- looking at values -----------------------------------------------------------------------

    def value(self, t: Term) -> Value:
        """The canonical form of a term under the lemmas found so far."""
        return self.field.value(t)

    def summands(self, t: Term) -> list[tuple[Fraction, Term]]:
        """A term as a sum of rational multiples of monomials over the atoms; [] for zero.

        What a monomial divides is divided term by term; of another fraction the part that is no
        polynomial is one summand.
        """
        v = self.value(t)
        top, bottom = self.field.up(v.top), self.field.up(v.bottom)
        if len(bottom) == 1:
            scale, under = Fraction(int(bottom.leading_coefficient())), bottom.monomial(0)
            return [(int(c) / scale, self._quotient(m, under)) for m, c in top.terms()]
        whole, rest = divmod(top, bottom)
        found = [(Fraction(int(c)), self.monomial(m)) for m, c in whole.terms()]
        if not rest.is_zero():
            content, part = rest.primitive()
            sign = 1 if part.leading_coefficient() > 0 else -1
            proper = self.polynomial(part * sign) / self.polynomial(bottom)
            found.append((Fraction(int(content) * sign), proper))
        return found

    def _quotient(self, m: tuple[int, ...], under: tuple[int, ...]) -> Term:
        """The quotient of two monomials in lowest terms."""
        over = tuple(max(0, int(a) - int(b)) for a, b in zip(m, under, strict=True))
        below = tuple(max(0, int(b) - int(a)) for a, b in zip(m, under, strict=True))
        return self.monomial(over) / self.monomial(below) if any(below) else self.monomial(over)

    def factors(self, t: Term) -> tuple[Fraction, list[tuple[Term, int]]]:
        """A term as a rational number times powers of irreducible polynomials over the atoms."""
        return as_powers(self.field, self.value(t))

    def term(self, v: Value) -> Term:
        """A value written as a term."""
        return fraction(self.field, v)

    def normal(self, t: Term) -> Term:
        """The canonical form of a term, written as a term."""
        return self.term(self.value(t))

    def shortened(self, t: Term) -> Term:
        """The canonical form of a term, where that is shorter."""
        if isinstance(t, Num | Sym) or is_infinite(t):
            return t
        normal = self.normal(t)
        return normal if size(normal) < size(t) else t

    def polynomial(self, p: Poly) -> Term:
        """A polynomial over the atoms written as a term."""
        return written(self.field, p)

    def monomial(self, exponents: tuple[int, ...]) -> Term:
        """A power product of atoms written as a term."""
        return power_product(self.field, exponents)


def _is_root(t: App) -> bool:
    return t.head == "^" and (q := numeral(t.args[1])) is not None and q.denominator != 1


def nameless(t: Term) -> Term:
    """The same term whatever the name is that it binds: what is found of one is true of all."""
    return replace(t, var="", body=canonical_body(t)) if isinstance(t, Bind) else t


def _scaled(c: Fraction, t: Term) -> Term:
    if c == 1:
        return t
    return number(c) if t == ONE else -t if c == -1 else number(c) * t


def scaled(c: Fraction | int, t: Term) -> Term:
    """c*t without needless factors."""
    return _scaled(Fraction(c), t)


def summed(parts: list[tuple[Fraction, Term]]) -> Term:
    """The sum of rational multiples."""
    return sum_of([_scaled(c, t) for c, t in parts])


def size(t: Term) -> int:
    """How many parts a term has."""
    return sum(1 for _ in subterms(t))


def numeral_factors(c: Fraction) -> list[tuple[Term, int]]:
    """A rational number, not zero, as its sign times powers of primes."""
    sign: list[tuple[Term, int]] = [(number(-1), 1)] if c < 0 else []
    tops = [(number(p), e) for p, e in prime_powers(abs(c.numerator))]
    return [*sign, *tops, *((number(p), -e) for p, e in prime_powers(c.denominator))]


def prime_powers(n: int) -> list[tuple[int, int]]:
    """The factorisation of a positive integer, trial division first; large rests stay whole."""
    limit = None if n.bit_length() <= MAX_FACTORED else MAX_PRIME
    return [(int(p), int(e)) for p, e in fmpz(n).factor(trial_limit=limit)] if n > 1 else []
