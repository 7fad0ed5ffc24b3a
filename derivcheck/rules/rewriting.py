"""Normal forms modulo named rules: whether two terms are equal by some rules and exact arithmetic.

All redexes of the rules are rewritten in both sides, which are then compared in the field of
rational functions over opaque atoms.  Rewriting both sides makes the direction of a rule
irrelevant, and a step may use a rule at one place and leave it alone at another.

Derivatives that a rule produced (`diff(sin(x), x)` after the product rule) are also looked up in
the table where they are derivatives at the variable itself; derivatives no rule touched stay
opaque.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from derivcheck.kernel.algebra.atoms import Key
from derivcheck.kernel.algebra.field import Field
from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.derivatives import MAX_ORDER
from derivcheck.kernel.language.shapes import entered
from derivcheck.kernel.language.terms import (
    ONE,
    App,
    Bind,
    Num,
    Sym,
    Term,
    alpha_equal,
    children,
    substitute,
    subterms,
)  # fmt: skip
from derivcheck.kernel.language.traversal import rebuild
from derivcheck.provers.foundations.positions import depth
from derivcheck.provers.foundations.series import is_sum
from derivcheck.rules.factors import factors
from derivcheck.rules.table import Rule

MAX_REWRITES = 300
"""Steps of rewriting in one comparison; one more, and the rules do not confirm."""
MAX_REPEATED = 9
"""Numeral powers up to this count as repeated factors when shapes are compared."""

Equation = tuple[Term, Term]


class TooLong(Exception):  # a limit, not an error
    """More rewriting than the limit allows."""


class Rewriting:
    """One comparison: its rules, what is known, which fired and where, and what they touched."""

    def __init__(self, rules: Iterable[Rule], named: Iterable[Rule], context: Context) -> None:
        named = tuple(named)
        self.rules, self.named = tuple(rules), frozenset(r.name for r in named)
        self.leaves = tuple(dict.fromkeys(look for rule in named for look in rule.leaves))
        self.context = context
        self.field = Field(context)
        self.fired: set[str] = set()
        self.places: list[tuple[str, Term]] = []
        self.touched: set[Key] = set()
        self.steps = 0

    def equal(self, before: Term, after: Term, facts: Iterable[Equation]) -> bool:
        """Whether two terms are equal by the rules, the equations known and exact arithmetic.

        Arguments:
            before, after: definitions unfolded.
            facts: proved equations; they are rewritten by the same rules.

        Raises:
            TooLong: if the limit of rewrites is hit.
        """
        terms = [before, after, *(side for fact in facts for side in fact)]
        terms = [self.normal(t, Facts(self.context)) for t in terms]
        if self.touched:
            terms = [self.normal(self.looked_up(t), Facts(self.context)) for t in terms]
        for left, right in zip(terms[2::2], terms[3::2], strict=True):
            self.field.assume(left, right)
        return self.field.equal(terms[0], terms[1])

    def normal(self, t: Term, facts: Facts) -> Term:
        """A term with every redex of the rules rewritten, innermost first."""
        t = self._inside(first_order(t), facts)
        for rule in self.rules:
            found = rule.rewrite(t, facts) if rule.rewrite else None
            if found is not None and not alpha_equal(first_order(found), t):
                self._count(rule, t)
                result = self.normal(found, facts)
                if rule.name in self.named:
                    self._touch(result)
                return result
        return t

    def _inside(self, t: Term, facts: Facts) -> Term:
        match t:
            case Bind("sum" | "prod" | "int") if any(map(is_sum, subterms(t.body))):
                # only a sum under a binder needs the binder's range
                known, name, body = facts.opened(t)
                ends = tuple(self.normal(a, facts) for a in t.args)
                return replace(t, var=name, body=self.normal(body, known), args=ends)
            case Bind():
                under = Facts(entered(t, facts.context))
                args = [self.normal(a, facts) for a in t.args]
                return rebuild(t, (self.normal(t.body, under), *args))
        parts = children(t)
        new = tuple(self.normal(part, facts) for part in parts)
        return t if new == parts else rebuild(t, new)

    def _count(self, rule: Rule, t: Term) -> None:
        self.steps += 1
        if self.steps > MAX_REWRITES:
            raise TooLong
        self.fired.add(rule.name)
        self.places.append((rule.name, t))

    def _touch(self, result: Term) -> None:
        derivatives = (s for s in subterms(result) if isinstance(s, Bind) and s.head == "diff")
        self.touched.update(map(self.field.key, derivatives))

    def looked_up(self, t: Term) -> Term:
        """A term with the derivatives that were touched looked up in the table."""
        parts = children(t)
        new = tuple(self.looked_up(part) for part in parts)
        t = t if new == parts else rebuild(t, new)
        if not isinstance(t, Bind) or t.head != "diff" or self.field.key(t) not in self.touched:
            return t
        found = (look(t, Facts(self.context)) for look in self.leaves)
        return next((f for f in found if f is not None), t)


def first_order(t: Term) -> Term:
    """A derivative of numeral order as nested first derivatives; other terms unchanged."""
    match t:
        case Bind("diff", var, _, (at, Num(order), *indices)) if (
            order.denominator == 1 and 1 < order <= MAX_ORDER
        ):
            inner = replace(t, args=(Sym(var), Num(order - 1), *indices))
            return replace(t, body=first_order(inner), args=(at, ONE, *indices))
    return t


def replaced(t: Term, facts: tuple[Equation, ...]) -> Term:
    """A term with the left sides of equations replaced by the right ones, as written."""
    for left, right in facts:
        if alpha_equal(t, left):
            return right
    parts = children(t)
    new = tuple(replaced(part, facts) for part in parts)
    return t if new == parts else rebuild(t, new)


def same_shape(left: Term, right: Term) -> bool:
    """Whether two terms differ only in how factors, divisors and summands are grouped."""
    return _shape(left) == _shape(right)


def _shape(t: Term) -> object:
    above, below = factors(t)
    if above == [t] and not below and _repeated(t) == [t]:
        return _head(t)
    odd = above.count(-ONE) % 2
    parts = [f for f in above if f != -ONE], below
    counts = (Counter(_shape(f) for u in part for f in _repeated(u)) for part in parts)
    return (odd, *(frozenset(count.items()) for count in counts))


def _repeated(t: Term) -> list[Term]:
    match t:
        case App("^", (u, Num(n))) if n.denominator == 1 and 1 <= n <= MAX_REPEATED:
            return [u] * int(n)
    return [t]


def _head(t: Term) -> object:
    match t:
        case App("+", parts):
            return ("+", frozenset(Counter(map(_shape, parts)).items()))
        case App(head, args):
            return (head, *map(_shape, args))
        case Bind(head, var, body, args):
            name = f"#{depth(body)}"
            return (head, _shape(substitute(body, {var: Sym(name)})), *map(_shape, args))
    return t
