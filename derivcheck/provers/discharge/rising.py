"""Signs by the sign of a derivative: what increases from a value that is not negative.

    x - sin(x)           0 at 0, and 1 - cos(x) > 0 beside it
    1 - n*log(1 + 1/n)   0 at infinity, and it decreases

A derivative that does not show its sign is asked for its own in the same way, factor by factor.  A
positive factor may be put in first, so that an exponential or a logarithm stands alone and is gone
or algebraic after a derivative (Hardy, Littlewood and Polya, Inequalities, section 4.1).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as field_of
from itertools import product

from derivcheck.kernel.algebra.writing import written as polynomial
from derivcheck.kernel.checker.axioms import AXIOMS, instance
from derivcheck.kernel.checker.facts import bare
from derivcheck.kernel.checker.signs import MINUS, PLUS
from derivcheck.kernel.checker.suppositions import taken_by
from derivcheck.kernel.language.definedness import needed
from derivcheck.kernel.language.evidence import (
    Arithmetic,
    Axiom,
    Continuity,
    Evidence,
    Generalise,
    Lemma,
    Sign,
    Suppose,
)
from derivcheck.kernel.language.terms import (
    INFINITE,
    INFINITY,
    MINUS_INFINITY,
    ONE,
    ZERO,
    App,
    Bind,
    Sym,
    Term,
    call,
    conjuncts,
    free_names,
    fresh,
    number,
    substitute,
    subterms,
    written,
)  # fmt: skip
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.polynomials import as_powers, coefficients, of_powers
from derivcheck.provers.foundations.proof_context import ProofContext, opened
from derivcheck.provers.normalforms.asymptotic import expanded, settled
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.handlers import HANDLERS
from derivcheck.provers.sideconditions.signed_forms import difference

FEW = Limits(rewrites=60)
"""How far a derivative is brought to normal form."""
MAX_ENDS = 4
"""From how many ends a function is looked at."""
MAX_FACTORS = 3
"""Of how many factors the sign is looked for."""
SIDES = (True, False)
ALGEBRAIC = frozenset("log atan asin acos asinh acosh atanh acot".split())
"""Heads with an algebraic derivative."""


@dataclass(frozen=True, slots=True)
class Gap:
    """What is to be positive, or not negative, for a name.

    Arguments:
        t: the term.
        x: a name of a number in it.
        strict: whether it must not be zero.
        depth: how many derivatives may be taken, one after the other.
        failed: what has been looked for in vain.
    """

    t: Term
    x: str
    strict: bool
    depth: int
    failed: set[Hashable] = field_of(default_factory=set)

    @property
    def goal(self) -> Term:
        """The statement."""
        return call("<" if self.strict else "<=", ZERO, self.t)

    def at(self, value: Term) -> Term:
        """The term at another value of the name."""
        return substitute(self.t, {self.x: value})


def positive(known: ProofContext, gap: Gap) -> bool:
    """Learns that a term is positive, or not negative, if the sign of a derivative shows it."""
    if known.holds(gap.goal):
        return True
    key = _question(known, gap)
    if not gap.depth or key in gap.failed or known.models.refute(gap.goal):
        return False
    if not _by_factors(known, gap):
        gap.failed.add(key)
    return known.facts.holds(gap.goal)


def _question(known: ProofContext, gap: Gap) -> Hashable:
    """What is asked, whatever the name is called."""
    stated = [s for s in conjuncts(known.facts.statements) if gap.x in free_names(s)]
    about = frozenset(written(Bind("lambda", gap.x, s, ())) for s in stated)
    return written(Bind("lambda", gap.x, gap.t, ())), gap.strict, gap.depth, about


def _by_factors(known: ProofContext, gap: Gap) -> bool:
    """Learns the sign of a term by those of its factors."""
    field = known.facts.field
    content, powers = as_powers(field, field.value(gap.t))
    unknown = [u for u, _ in powers if gap.x in free_names(u) and not _signed(known, u)]
    if len(unknown) > MAX_FACTORS:
        return False
    for u in unknown:
        ways = [replace(gap, t=u), replace(gap, t=-u)]
        likely = [one for one in ways if not known.models.refute(one.goal)]
        if len(likely) == len(ways):  # of values of functions nothing is seen
            likely = ways[::-1][:1] if content < 0 else ways[:1]
        if not any(_rises(known, one) for one in likely):
            return False
    whole = of_powers([(number(content), 1), *powers])
    return known.facts.holds(gap.goal) or known.learn(Lemma(gap.goal, _sign_of(gap.t, whole)))


def _sign_of(t: Term, form: Term) -> Evidence:
    """That a term is positive, or not negative, by another form of it."""
    return Sign(Arithmetic(ZERO - t, -form))


def _signed(known: ProofContext, u: Term) -> bool:
    """Whether a factor is positive or negative by what is known, or becomes so."""
    if known.facts.signs.sign(u) in (PLUS, MINUS):
        return True
    sides = (call("<", ZERO, u), call("<", u, ZERO))
    return any(known.holds(s) for s in sides if not known.models.refute(s))


def _rises(known: ProofContext, gap: Gap) -> bool:
    """Learns the sign of a term beyond an end, a positive factor put in if need be."""
    if known.holds(gap.goal):
        return True
    if known.models.refute(gap.goal):
        return False
    ends = _ends(known, gap)
    for factor in _multipliers(known, gap):
        f = gap if factor == ONE else replace(gap, t=gap.t * factor)
        if any(_beyond(known, f, *end) for end in ends) or _between(known, f, ends):
            return factor == ONE or known.learn(Lemma(gap.goal, _sign_of(gap.t, f.t / factor)))
    return False


def _multipliers(known: ProofContext, gap: Gap) -> Iterator[Term]:
    """Factors that may make the derivative simpler."""
    parts = dict.fromkeys(subterms(gap.t))
    atoms = [u for u in parts if isinstance(u, App) and gap.x in free_names(u)]
    leading = (b for u in atoms if u.head in ALGEBRAIC for b in _leading(known, gap, u))
    found = next(leading, None)
    if found is not None:
        yield found
        return
    yield ONE
    yield from (call("exp", -u.args[0]) for u in atoms if u.head == "exp")


def _leading(known: ProofContext, gap: Gap, u: Term) -> Iterator[Term]:
    """The inverse of what an atom is multiplied with, if it is linear in the atom."""
    field = known.facts.field
    top = field.up(field.value(gap.t).top)
    if u in field.terms:
        rows = coefficients(top, top.context().nvars() - 1 - field.terms.index(u))
        if max(rows) == 1 and not rows[1].is_constant():
            b = polynomial(field, rows[1])
            yield from (
                1 / (b * sign) for sign in (1, -1) if known.holds(call("<", ZERO, b * sign))
            )


def _ends(known: ProofContext, gap: Gap) -> list[tuple[Term, bool]]:
    """Ends beside which a name lies, and whether it is above them."""
    x = Sym(gap.x)
    found: dict[tuple[Term, bool], None] = {}
    for s in conjuncts(known.facts.statements):
        match s:
            case App("<" | "<=", (a, b)) | App(">" | ">=", (b, a)) if x in (a, b):
                end, above = (a, True) if b == x else (b, False)
                if gap.x not in free_names(end):
                    found[end, above] = None
    for c in (ZERO, ONE):
        for above in (True, False):
            if known.facts.holds(_beside(x, c, above, False)):
                found[c, above] = None
    near = list(found)[:MAX_ENDS]
    if not any(above for _, above in near):
        near.append((MINUS_INFINITY, True))
    if all(above for _, above in near):
        near.append((INFINITY, False))
    return near


def _beside(x: Term, end: Term, above: bool, strict: bool) -> Term:
    low, high = (end, x) if above else (x, end)
    return call("<" if strict else "<=", low, high)


def _beyond(known: ProofContext, gap: Gap, end: Term, above: bool) -> bool:
    """Learns the sign of a term by its value at an end and the sign of its derivative."""
    inner = known.knowing()
    if any(follows(inner, gap, row) for row in _instances(inner, gap, end, above)):
        return known.learn(inner.shown(Lemma(gap.goal)))
    return False


def follows(known: ProofContext, gap: Gap, row: Axiom) -> bool:
    """Learns an instance of a row that tells the sign of a term."""
    slopes = [c for c in instance(AXIOMS[row.name], row.bindings)[1] if isinstance(c, Bind)]
    found = all(_everywhere(known, gap, c) for c in slopes)
    return found and known.learn(row) and known.holds(gap.goal)


def _between(known: ProofContext, gap: Gap, ends: Sequence[tuple[Term, bool]]) -> bool:
    """Learns the sign of a term that is concave between two ends."""
    lows, highs = (
        [e for e, above in ends if above == side and e not in INFINITE] for side in SIDES
    )
    row = "concave" if gap.strict else "concave_weakly"
    f = Bind("lambda", gap.x, gap.t, ())
    for a, b in product(lows, highs):
        inner = known.knowing()
        at_ends = [gap.at(a), gap.at(b)]
        if not inner.defined(*at_ends) or not all(
            inner.holds(call("<=", ZERO, v)) for v in at_ends
        ):
            continue
        one = Axiom(row, (("f", f), ("a", a), ("b", b), ("c", Sym(gap.x))))
        if follows(inner, gap, one):
            return known.learn(inner.shown(Lemma(gap.goal)))
    return False


def _instances(known: ProofContext, gap: Gap, end: Term, above: bool) -> Iterator[Axiom]:
    """The rows that may tell the sign of a term by what it is at an end."""
    x, s = Sym(gap.x), fresh(gap.x, taken_by(known.facts, gap.t))
    body = gap.at(Sym(s)) if above else -gap.at(Sym(s))
    ends = (("a", end), ("b", x)) if above else (("a", x), ("b", end))
    bindings = (("f", Bind("lambda", s, body, ())), *ends)
    value = None if end in INFINITE else gap.at(end)
    if value is not None and known.defined(value):
        if known.holds(call("<", ZERO, value)) or not gap.strict:
            if known.holds(call("<=", ZERO, value)):
                yield Axiom("increasing_weakly", bindings)
        elif known.holds(call("<=", ZERO, value)) and known.holds(_beside(x, end, above, True)):
            yield Axiom("increasing", (*bindings, ("c", ends[0][1] + 1)))
        if not gap.strict or not _is_unknown(gap.t):
            return
    head, row = ("lim+", "increasing_from") if above else ("lim-", "increasing_to")
    found = _limit(known, Bind(head, s, body, (end,)))
    if found is not None and known.holds(call("<=", ZERO, found if above else -found)):
        yield Axiom(row, (*bindings, ("c", found)))


def _is_unknown(t: Term) -> bool:
    """Whether a term holds a function of which a derivative may be known beside an end only."""
    return any(isinstance(u, App) and u.head == "apply" for u in subterms(t))


def _limit(known: ProofContext, t: Bind) -> Term | None:
    """Learns what a limit is, by continuity or by an expansion."""
    if settled(known, t):
        there = substitute(t.body, {t.var: t.args[0]})
        return there if known.learn(Continuity(t)) else None
    limit = expanded(known, t)
    return limit.value if limit is not None and known.learn(limit) else None


def _everywhere(known: ProofContext, gap: Gap, every: Bind) -> bool:
    """Learns what a row asks of a derivative between an end and a name."""
    name, within, wanted = opened(known, every)
    match wanted:
        case App(rel, (low, high)):
            slope = difference(high, low)
        case _:
            return False
    inner = _freed(within, gap.x, name)
    if not inner.defined(slope):
        return False
    if not inner.holds(wanted):
        basis = Basis(inner, HANDLERS, FEW)
        basis.visit(slope)
        normal = basis.normal(slope)
        slower = replace(gap, t=normal, x=name, strict=rel == "<", depth=gap.depth - 1)
        if not positive(inner, slower):
            return False
        inner.learn(Lemma(wanted, Sign(basis.arithmetic(difference(low, high), -normal))))
    if not inner.holds(wanted):
        return False
    stated = (*needed(every, known.facts.context), every)
    return all(_generalised(known, within, inner, name, s) for s in stated)


def _generalised(
    known: ProofContext, within: ProofContext, inner: ProofContext, name: str, every: Term
) -> bool:
    """Learns a statement for all numbers whose conclusion holds for a name."""
    match every:
        case Bind("forall", var, App("implies", (_, conclusion))):
            one = Lemma(substitute(conclusion, {var: Sym(name)}))
            shown = Suppose(within.shown(inner.shown(one)))
            return known.learn(Lemma(every, Generalise(name, shown)))
    return False


def _freed(known: ProofContext, x: str, name: str) -> ProofContext:
    """What is known without one of two names, the other taking over its bounds.

    A function is looked at between an end and x; what is asked of its derivative there holds up to
    all that x may be, and is found more easily without x.
    """
    for s in conjuncts(known.given):
        match s:
            case App("<" | "<=" | ">" | ">=" as rel, sides) if Sym(x) in sides:
                known.holds(App(rel, tuple(Sym(name) if u == Sym(x) else u for u in sides)))
    rest = [s for s in conjuncts(known.facts.statements) if x not in free_names(s)]
    return known.over(known.facts.about(bare(known.facts.context), rest))
