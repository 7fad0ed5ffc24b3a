"""Functions of one real variable with one derivative that agree at one point of an interval.

What grows like an exponential is divided by it first: f = c*exp(g) follows from f/exp(g) being
constant.  Where the allowed values are no open interval, or a derivative is missing at some points,
they are cut there: at each cut both sides are compared as they are, and each piece has a point.
The kernel is shown, by the row `constant` of its axioms, that nothing changes from there on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from derivcheck.kernel.algebra.field import Field
from derivcheck.kernel.algebra.writing import product_of
from derivcheck.kernel.checker.axioms import AXIOMS, instance
from derivcheck.kernel.checker.facts import Facts, bare, negation
from derivcheck.kernel.checker.signs import ALLOWED
from derivcheck.kernel.checker.suppositions import taken_by
from derivcheck.kernel.checker.unbounded import line
from derivcheck.kernel.language.claims import Claim, Context
from derivcheck.kernel.language.definedness import definedness, needed
from derivcheck.kernel.language.evidence import (
    Arithmetic,
    Axiom,
    Cases,
    Chain,
    Evidence,
    Generalise,
    Have,
    Hypothesis,
    Lemma,
    Sign,
    Suppose,
    Symmetry,
)  # fmt: skip
from derivcheck.kernel.language.terms import (
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
)  # fmt: skip
from derivcheck.provers.discharge.discharge import discharge
from derivcheck.provers.equations.cases import split
from derivcheck.provers.equations.domains import with_domain
from derivcheck.provers.equations.elementary import known_of, reduced
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.polynomials import factored
from derivcheck.provers.foundations.proof_context import ProofContext, opened
from derivcheck.provers.normalforms.functional import given

INVERSES = frozenset("atan asin acos acot asec acsc asinh acosh atanh acoth asech acsch".split())
"""Functions with an algebraic derivative: where one occurs, differentiating helps."""
POINTS = (*map(number, (0, 1, -1, 2, -2)), ONE / 2, -ONE / 2)
"""Where the two sides are compared."""
MAX_CUTS = 4
"""The most points at which the allowed values are cut."""


def prove(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence for an equation with inverse functions or with given ones, or None."""
    if claim.relation != "=" or claim.context.field != "real":
        return None
    found = agreement(claim, limits)
    return found and with_domain(claim, found)


def agreement(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence that the sides of an equation over the reals agree where both have values."""
    sides = claim.before, claim.after
    for var in _variables(claim):
        known = known_of(claim)
        found = unchanging(known.facts, *sides, var, limits) or _proportional(claim, var, limits)
        found = found or _in_pieces(known, sides, var, _cuts(known.facts, sides, var), limits)
        found = found or _up_to_an_end(claim, var, limits)
        if found is not None:
            return found
    return None


def _in_pieces(
    known: ProofContext, sides: tuple[Term, Term], var: str, cuts: Sequence[Term], limits: Limits
) -> Evidence | None:
    """Evidence at every cut, and below and above it."""
    if not cuts:
        found = unchanging(known.facts, *sides, var, limits)
        return found and known.shown(found)
    cut, rest = cuts[0], cuts[1:]
    at, above = call("=", Sym(var), cut), call("<", cut, Sym(var))
    if known.holds(negation(at)):
        return _beside(known, sides, var, above, rest, limits)
    there = split(*sides, known.knowing(at), limits, 0)
    elsewhere = there and _beside(known.denying(at), sides, var, above, rest, limits)
    return known.shown(Cases(at, there, elsewhere)) if there and elsewhere else None


def _up_to_an_end(claim: Claim, var: str, limits: Limits) -> Evidence | None:
    """Evidence for all values of an interval with one of its ends, which serves as the point."""
    stated = [s for s in conjuncts(claim.context.assumptions) if var in free_names(s)]
    for k, s in enumerate(stated):
        match s:
            case App("<" | ">" as rel, sides):
                wider = [*stated[:k], App(rel + "=", sides), *stated[k + 1 :]]
                found = _for_all(claim, var, wider, limits)
                if found is not None:
                    return found
    return None


def _for_all(claim: Claim, var: str, stated: Sequence[Term], limits: Limits) -> Evidence | None:
    """Evidence from a proof for all values of a name of which some statements hold."""
    t = fresh(var, frozenset(claim.context.sorts))
    there: dict[str, Term] = {var: Sym(t)}
    steps: list[Term] = [call("=", claim.before, claim.after)]
    for s in reversed(stated):
        steps.append(call("implies", s, steps[-1]))
    every = Bind("forall", var, steps[-1], ())
    inner = ProofContext(Facts(bare(claim.context)), discharge).inside(every, t)
    for s in stated:
        inner = inner.supposing(substitute(s, there))
    sides = (substitute(claim.before, there), substitute(claim.after, there))
    of = unchanging(inner.facts, *sides, t, limits) if inner.defined(*sides) else None
    if of is None:
        return None
    lemmas: list[Evidence] = []
    for s in (*needed(every, claim.context), every):
        last = of if s == every else Lemma(_conclusion(s, there, len(stated)))
        lemmas.append(Lemma(s, Generalise(t, _supposing(len(stated), inner.shown(last)))))
    parts = (Lemma(step) for step in steps[-2:0:-1])
    return Have((*lemmas, Hypothesis(every, (Sym(var),)), *parts), Lemma(steps[0]))


def _conclusion(s: Term, there: dict[str, Term], premises: int) -> Term:
    """What a statement for all values says at one of them beyond its premises."""
    assert isinstance(s, Bind)
    found = substitute(s.body, there)
    for _ in range(premises):
        assert isinstance(found, App)
        found = found.args[1]
    return found


def _supposing(premises: int, of: Evidence) -> Evidence:
    for _ in range(premises):
        of = Suppose(of)
    return of


def _beside(
    known: ProofContext,
    sides: tuple[Term, Term],
    var: str,
    above: Term,
    rest: Sequence[Term],
    limits: Limits,
) -> Evidence | None:
    """Evidence above and below a cut that itself is left out."""
    below = App("<", above.args[::-1])  # type: ignore[union-attr]  # a comparison
    for side in (above, below):
        if known.holds(side):
            known.learn(Lemma(side))
            return _in_pieces(known, sides, var, rest, limits)
    upper = _in_pieces(known.knowing(above), sides, var, rest, limits)
    lower = known.denying(above)
    if upper is None or not lower.learn(Lemma(below)):
        return None
    found = _in_pieces(lower, sides, var, rest, limits)
    return found and known.shown(Cases(above, upper, found))


def _cuts(facts: Facts, sides: tuple[Term, Term], var: str) -> list[Term]:
    """Rational values of a name at which a known comparison or an absolute value may turn."""
    compared = [
        p.args[0] - p.args[1] for p in conjuncts(facts.statements)
        if isinstance(p, App) and p.head in ALLOWED and free_names(p) == {var}
    ]  # fmt: skip
    parts = (t for side in sides for t in subterms(side) if isinstance(t, App))
    turned = [t.args[0] for t in parts if t.head in ("abs", "sign") and free_names(t) == {var}]
    found: set[Fraction] = set()
    for t in (*compared, *turned):
        found.update(_rational_roots(facts, t, var))
    return [number(q) for q in sorted(found)] if len(found) <= MAX_CUTS else []


def _rational_roots(facts: Facts, t: Term, var: str) -> Iterator[Fraction]:
    top = facts.field.value(t).top
    if facts.field.used(facts.field.value(t)) != facts.field.used(facts.field.value(Sym(var))):
        return
    for p, _ in factored(top)[1]:
        if p.total_degree() == 1:
            constant = int(p[(0,) * p.context().nvars()])
            yield Fraction(-constant, int(p.leading_coefficient()))


def _proportional(claim: Claim, var: str, limits: Limits) -> Evidence | None:
    """Both sides over the exponentials that one of them contains."""
    parts = (t for side in (claim.before, claim.after) for t in subterms(side))
    growing = [t for t in parts if isinstance(t, App) and t.head == "exp" and var in free_names(t)]
    if not growing:
        return None
    over = product_of(tuple(dict.fromkeys(growing)))
    facts = known_of(claim).facts
    found = unchanging(facts, claim.before / over, claim.after / over, var, limits)
    return found and Arithmetic(claim.before, claim.after, (found,))


def _variables(claim: Claim) -> Iterator[str]:
    """The real names that inverse functions, and functions given by equations, depend on."""
    parts = [t for side in (claim.before, claim.after) for t in subterms(side)]
    functions = given(claim.context.assumptions)
    inverse = [t for t in parts if isinstance(t, App) and _is_looked_at(t, functions)]
    free = free_names(claim.before) | free_names(claim.after)  # what is bound cannot be varied
    for name in sorted(free & frozenset().union(*map(free_names, inverse))):
        if _is_real(name, claim.context):
            yield name


def _is_looked_at(t: App, functions: frozenset[str]) -> bool:
    return t.head in INVERSES or (t.head == "apply" and bool(free_names(t.args[0]) & functions))


def unchanging(
    facts: Facts, before: Term, after: Term, var: str, limits: Limits
) -> Evidence | None:
    """Evidence for an equation by a point at which the sides agree: from there nothing changes."""
    inside = ProofContext(Facts(bare(facts.context), _bounds(var, facts)), discharge)
    gap = Bind("diff", var, before - after, (Sym(var), ONE))
    if not all(map(inside.holds, facts.statements)) or not inside.defined(gap):
        return None
    if not reduced(gap, ZERO, inside, limits).equal(gap, ZERO):
        return None
    others = frozenset().union(*map(free_names, (before, after))) - {var}
    names = (Sym(name) for name in sorted(others) if _is_real(name, facts.context))
    for point in (*POINTS, *names):
        there = _at((before, after), var, point, facts, limits)
        found = there and _from(ProofContext(facts, discharge), before - after, var, point, limits)
        if there and found:
            start = Arithmetic(substitute(before - after, {var: point}), ZERO, (there,))
            return Arithmetic(before, after, (Chain((Symmetry(found), start)),))
    return None


def _from(known: ProofContext, gap: Term, var: str, point: Term, limits: Limits) -> Evidence | None:
    """Evidence that a difference is at a point what it is at the name, below it and above."""
    above, x = call("<=", point, Sym(var)), Sym(var)
    one, other = (substitute(gap, {var: u}) for u in (point, x))
    upper = lower = None
    if not known.holds(negation(above)):
        upper = _along(known.knowing(above), gap, var, (point, x), limits)
        if upper is None or known.holds(above):
            return upper
    lower = _along(known.denying(above), gap, var, (x, point), limits)
    turned = lower and Lemma(call("=", one, other), Symmetry(lower))
    return known.shown(Cases(above, upper, turned)) if upper and turned else turned


def _along(
    known: ProofContext, gap: Term, var: str, ends: tuple[Term, Term], limits: Limits
) -> Evidence | None:
    """Evidence that a difference is the same at both ends of an interval, by the row `constant`."""
    s = fresh(var, taken_by(known.facts, gap))
    f = Bind("lambda", s, substitute(gap, {var: Sym(s)}), ())
    row = Axiom("constant", (("f", f), ("a", ends[0]), ("b", ends[1])))
    (_, every) = instance(AXIOMS[row.name], row.bindings)[1]
    assert isinstance(every, Bind)
    t, within, wanted = opened(known, every)
    stated = [s for s in conjuncts(known.facts.statements) if var in free_names(s)]
    for bound in stated:
        _learn_between(within, bound, var, t, ends)
    rest = [s for s in within.facts.statements if s not in stated]
    inner = within.over(within.facts.about(bare(within.facts.context), rest))
    rate = wanted.args[0] if isinstance(wanted, App) else wanted
    if not inner.defined(rate):
        return None
    basis = reduced(rate, ZERO, inner, limits)
    if not basis.equal(rate, ZERO) or not inner.learn(Lemma(wanted, basis.arithmetic(rate, ZERO))):
        return None
    for one in (*needed(every, known.facts.context), every):
        shown = Lemma(_conclusion(one, {every.var: Sym(t)}, 1))
        of = Generalise(t, Suppose(within.shown(inner.shown(shown))))
        if not known.learn(Lemma(one, of)):
            return None
    return known.shown(row) if known.learn(row) else None


def _learn_between(
    known: ProofContext, bound: Term, var: str, t: str, ends: tuple[Term, Term]
) -> None:
    """Learns that a bound of a name, affine in it, holds of what lies between two of its values."""
    goal = substitute(bound, {var: Sym(t)})
    if not isinstance(goal, App) or goal.head not in ALLOWED or known.holds(goal):
        return
    a, b = bound.args  # type: ignore[union-attr]  # as the goal
    gap = a if b == ZERO else a - b
    slope = line(gap, var, known.facts.field)
    if slope is None:
        return
    ways: list[Evidence] = [
        Sign(Arithmetic(
            substitute(gap, {var: Sym(t)}), substitute(gap, {var: u}) + slope * (Sym(t) - u)))
        for u in ends
    ]  # fmt: skip
    rises = call("<=", ZERO, slope)
    one, other = ways
    split = (Cases(rises, one, other), Cases(rises, other, one))
    any(known.learn(Lemma(goal, of)) for of in (*ways, *split))


def _bounds(var: str, facts: Facts) -> list[Term]:
    """The facts that do not mention a variable, and those that confine it to an interval."""
    return [s for s in facts.statements if var not in free_names(s) or _confines(s, var, facts)]


def _confines(statement: Term, var: str, facts: Facts) -> bool:
    """Whether a statement confines a variable to a half-line or a point, being affine in it."""
    match statement:
        case App("<" | "<=" | ">" | ">=" | "=", (a, b)):
            t = a - b
            defined = all(map(facts.holds, definedness(t, facts.context)))
            return defined and line(t, var, Field(facts.context)) is not None
    return False


def _is_real(name: str, context: Context) -> bool:
    sort = context.sorts.get(name)
    return sort is not None and sort.base == "real" and not sort.shape


def _at(
    sides: tuple[Term, Term], var: str, point: Term, facts: Facts, limits: Limits
) -> Evidence | None:
    """Evidence for the equation at a point of the interval."""
    elsewhere = [s for s in facts.statements if var not in free_names(s)]
    there = ProofContext(Facts(bare(facts.context), elsewhere), discharge)
    if not all(there.facts.holds(substitute(s, {var: point})) for s in facts.statements):
        return None
    left, right = (substitute(side, {var: point}) for side in sides)
    return split(left, right, there, limits, 0)
