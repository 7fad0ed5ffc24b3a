"""Inequalities between what a recurrence gives: induction on several values in a row at once.

F(k + 2) = F(k + 1) + F(k), F(0) = 0, F(1) = 1      F(n) <= 2^n and F(n + 1) <= 2^(n + 1)

From what holds of the values in a row it follows for the next one, which the recurrence tells.
Where that is so from some number on only, the numbers before it are looked at one by one (Graham,
Knuth and Patashnik, Concrete Mathematics, sections 1.1 and 6.6).
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from fractions import Fraction
from itertools import product

from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.language.claims import ORDERS, Claim
from derivcheck.kernel.language.evidence import (
    Arithmetic,
    Cases,
    Evidence,
    Have,
    Hypothesis,
    Lemma,
    Sign,
)
from derivcheck.kernel.language.terms import (
    ONE,
    ZERO,
    App,
    Bind,
    Num,
    Sym,
    Term,
    call,
    conjuncts,
    free_names,
    number,
    substitute,
)
from derivcheck.provers.equations.domains import with_domain
from derivcheck.provers.equations.elementary import known_of
from derivcheck.provers.equations.induction import grounds, is_integer, known_bounds
from derivcheck.provers.equations.recurrences import MAX_ORDER
from derivcheck.provers.foundations.inductions import induction
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.positions import replaced
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.functional import applications, instances
from derivcheck.provers.normalforms.handlers import HANDLERS
from derivcheck.provers.sideconditions.signed_forms import difference

FEW = Limits(rewrites=60)
"""How far the sides are brought to normal form."""
MAX_LATER = 3
"""How many of the first numbers are looked at one by one."""


def prove(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence for an inequality about what a recurrence gives, or None."""
    if claim.relation not in ORDERS or claim.context.field != "real":
        return None
    known = known_of(claim)
    asked = {f for side in (claim.before, claim.after) for f, _ in applications(side)}
    length = max((_reach(known.facts, s, asked) for s in _laws(known.facts)), default=0)
    if not 0 < length <= MAX_ORDER:
        return None
    goal = App(claim.relation, (claim.before, claim.after))
    for var in sorted(free_names(goal)):
        if is_integer(claim.context, var):
            for base in known_bounds(claim.context, var):
                found = _from(known, goal, var, base, length)
                if found is not None:
                    return with_domain(claim, found)
    return None


def _laws(facts: Facts) -> Iterator[Bind]:
    """What is known for all integers of a range."""
    for s in conjuncts(facts.statements):
        match s:
            case Bind("forall", _, App(rel, _), (_, _)) if rel in ORDERS | {"="}:
                yield s


def _reach(facts: Facts, law: Bind, asked: Container[str]) -> int:
    """How far apart the values of a function lie that a law connects."""
    steps: dict[str, list[Fraction]] = {}
    for f, at in applications(law.body):
        step = facts.field.constant(at[0] - Sym(law.var)) if len(at) == 1 else None
        if step is not None and f in asked:
            steps.setdefault(f, []).append(step)
    return max((int(max(found) - min(found)) for found in steps.values()), default=0)


def _from(known: ProofContext, goal: App, var: str, base: Term, length: int) -> Evidence | None:
    """Evidence from a bound of the name on, or from one of the numbers after it."""
    signs = [App("<=", (ZERO, App("apply", (Sym(f), at[0])))) for f, at in applications(goal)]
    for more in ((), tuple(s for s in dict.fromkeys(signs) if s != goal)[:1]):
        for start in _starts(base):
            found = _in_a_row(known.facts, (goal, *more), var, start, length)
            if found is not None:
                return _one_by_one(known, goal, var, base, start, found)
    return None


def _starts(base: Term) -> Iterator[Term]:
    yield base
    if isinstance(base, Num):
        yield from (number(base.value + k) for k in range(1, MAX_LATER + 1))


def _in_a_row(
    facts: Facts, goals: Sequence[App], var: str, start: Term, length: int
) -> Evidence | None:
    """Evidence for the first of some inequalities from a number on, by all of them."""
    places = [Sym(var), *(Sym(var) + number(k) for k in range(1, length + 1))]
    after = [_at(goal, var, place) for place in places for goal in goals]
    row = _conjoined(after[: length * len(goals)])
    first, above = grounds(row, var, start, facts)
    at_start, then = substitute(row, {var: start}), substitute(row, {var: Sym(var) + 1})
    if not all(_shown(first, s) for s in conjuncts((at_start,))):
        return None
    for law, place in product(_laws(facts), places[:length]):
        above.learn(Hypothesis(law, (place,)))
    if not all(_shown(above, s) for s in (*after, *conjuncts((then,)))):
        return None
    if not first.holds(at_start) or not above.holds(then):
        return None
    whole = induction(row, var, start, first.shown(Lemma(at_start)), above.shown(Lemma(then)))
    return Have((Lemma(row, whole),), Lemma(goals[0]))


def _shown(known: ProofContext, s: Term) -> bool:
    """Learns an inequality by what the recurrence gives for its sides."""
    if known.holds(s):
        return True
    given = tuple(instances(known.facts.statements, (s,)))
    for instance in given:
        known.learn(instance)
    if known.holds(s):
        return True
    return any(_put_in(known, s, instance) for instance in given) or _by_normal_forms(known, s)


def _put_in(known: ProofContext, s: Term, instance: Evidence) -> bool:
    """Learns an inequality by that with the right side of an equation in it."""
    match s, known.inferred(instance):
        case App(rel, sides), App("=", (App("apply") as value, other)):
            new = [replaced(side, value, other) for side in sides]
        case _:
            return False
    if tuple(new) == sides or not known.holds(App(rel, tuple(new))):
        return False
    same = Arithmetic(difference(*sides), difference(*new), (instance,))
    return known.learn(Lemma(s, Sign(same)))


def _by_normal_forms(known: ProofContext, s: Term) -> bool:
    """Learns an inequality by the normal forms of it and of those that are known."""
    basis = Basis(known, HANDLERS, FEW)
    stated = [u for u in (s, *conjuncts(known.facts.statements)) if isinstance(u, App)]
    gaps = {u: difference(*u.args) for u in stated if u.head in ORDERS}
    for gap in gaps.values():
        basis.visit(gap)
    goal, *others = ((u, gap, basis.normal(gap)) for u, gap in gaps.items())
    for u, gap, normal in others:
        if normal != gap:
            known.learn(Lemma(App(u.head, (normal, ZERO)), Sign(basis.arithmetic(normal, gap))))
    _, gap, normal = goal
    if not known.holds(App(goal[0].head, (normal, ZERO))):
        return False
    return known.learn(Lemma(s, Sign(basis.arithmetic(gap, normal))))


def _one_by_one(
    known: ProofContext, goal: App, var: str, base: Term, start: Term, found: Evidence
) -> Evidence | None:
    """Evidence for the numbers before a start, and from there on."""
    if base == start:
        return known.shown(found)
    at = call("=", Sym(var), base)
    here, rest = known.knowing(at), known.denying(at)
    next_one = number(base.value + 1) if isinstance(base, Num) else base + ONE
    if not _shown(here, _at(goal, var, base)) or not here.holds(goal):
        return None
    if not rest.holds(call("<=", next_one, Sym(var))):
        return None
    later = _one_by_one(rest, goal, var, next_one, start, found)
    return later and known.shown(Cases(at, here.shown(Lemma(goal)), rest.shown(later)))


def _at(goal: App, var: str, value: Term) -> App:
    left, right = (substitute(side, {var: value}) for side in goal.args)
    return App(goal.head, (left, right))


def _conjoined(statements: Sequence[App]) -> App:
    return statements[0] if len(statements) == 1 else App("and", tuple(statements))
