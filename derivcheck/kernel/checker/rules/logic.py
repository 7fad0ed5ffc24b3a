"""What is known, what follows by cases, and the forms of statements: all by their parts."""

from __future__ import annotations

from derivcheck.kernel.checker.deduction import Deduction
from derivcheck.kernel.checker.facts import Facts, negation
from derivcheck.kernel.checker.requirements import require, require_defined, require_fresh
from derivcheck.kernel.checker.rules.instances import kind_of
from derivcheck.kernel.checker.suppositions import assured, inside
from derivcheck.kernel.checker.theorems import Rejected
from derivcheck.kernel.language.evidence import (
    Absurd,
    Cases,
    Each,
    Either,
    Generalise,
    Have,
    Hypothesis,
    Lemma,
    Suppose,
)
from derivcheck.kernel.language.shapes import shape_of
from derivcheck.kernel.language.terms import (
    INFINITE,
    ZERO,
    App,
    Bind,
    BoundSort,
    Sym,
    Term,
    alpha_equal,
    between_weakly,
    call,
    substitute,
    whole,
)  # fmt: skip

# --- what carries its conclusion -----------------------------------------------------------------


def hypothesis(e: Hypothesis, facts: Facts, by: Deduction) -> Term:
    """Something that is known, or an instance of it."""
    if not facts.holds(found := e.statement):
        raise Rejected("a side condition is not known", found)
    for value in e.at:
        match found:
            case Bind("forall", var, body, bounds, sort):
                require_in_range(value, bounds, sort, facts)
                found = substitute(body, {var: value})
            case _:
                raise Rejected("only `for all` has instances", found)
    return found


def require_in_range(value: Term, bounds: tuple[Term, ...], sort: BoundSort, facts: Facts) -> None:
    """A value must be one that a `for all` speaks of.  Raises: Rejected."""
    require_defined(facts, value)
    if kind_of(value, facts) != 0 or shape_of(value, facts.context) != ():
        raise Rejected("not a number", value)
    match sort:
        case "integer":
            require(facts, whole(value))
        case "real":
            require(facts, call("=", call("im", value), ZERO))
        case "rational" | "boolean":
            raise Rejected(f"not seen to be {sort}", value)
    for condition in between_weakly(value, bounds):
        require(facts, condition)


def cases(e: Cases, facts: Facts, by: Deduction) -> Term:
    """What follows where a statement holds and where it does not."""
    require_defined(facts, e.statement)
    found = by.infer(e.yes, facts.knowing(e.statement)).statement
    other = by.infer(e.no, facts.knowing(negation(e.statement))).statement
    if not alpha_equal(found, other):
        raise Rejected("the two cases prove different statements")
    return found


def lemma(e: Lemma, facts: Facts, by: Deduction) -> Term:
    """A statement with its own evidence."""
    by.prove(e.statement, e.of, facts)
    return e.statement


def have(e: Have, facts: Facts, by: Deduction) -> Term:
    """What follows from what is proved first."""
    return by.infer(e.of, by.having(e.lemmas, facts)).statement


# --- what proves a goal --------------------------------------------------------------------------


def absurd(goal: Term, e: Absurd, facts: Facts, by: Deduction) -> None:
    """Whatever one likes where the facts contradict each other.

    What is shown must have values: `not (for all t: 1/t = 1/t)` is true because a side has none.
    """
    require(facts, negation(by.certain(e.of, facts).statement))


def having(goal: Term, e: Have, facts: Facts, by: Deduction) -> None:
    """A goal by what is proved first."""
    by.prove(goal, e.of, by.having(e.lemmas, facts))


def by_cases(goal: Term, e: Cases, facts: Facts, by: Deduction) -> None:
    """A goal where a statement holds and where it does not."""
    require_defined(facts, e.statement)
    by.prove(goal, e.yes, facts.knowing(e.statement))
    by.prove(goal, e.no, facts.knowing(negation(e.statement)))


def either(goal: Term, e: Either, facts: Facts, by: Deduction) -> None:
    """A goal by the parts of a known disjunction."""
    match e.statement:
        case App("or", choices) if len(choices) == len(e.parts):
            require(facts, e.statement)
            for one, part in zip(choices, e.parts, strict=True):
                by.prove(goal, part, facts.knowing(one, *assured(one, facts)))
        case _:
            raise Rejected("evidence is needed for each part")


def each(goal: App, e: Each, facts: Facts, by: Deduction) -> None:
    """All parts of a conjunction, or both directions of an equivalence."""
    p, q = goal.args[0], goal.args[-1]
    both = (call("implies", p, q), call("implies", q, p))
    goals = goal.args if goal.head == "and" else both
    if len(goals) != len(e.parts):
        raise Rejected("evidence is needed for each part")
    for one, part in zip(goals, e.parts, strict=True):
        by.prove(one, part, facts)


def suppose(goal: App, e: Suppose, facts: Facts, by: Deduction) -> None:
    """An implication, by its conclusion where the antecedent is true."""
    p, q = goal.args
    by.prove(q, e.of, facts.knowing(p, *assured(p, facts)))


def generalise(goal: Bind, e: Generalise, facts: Facts, by: Deduction) -> None:
    """A statement about every value of a bound name, in its range."""
    require_fresh(e.var, facts, goal)
    require_defined(facts, *(u for u in goal.args if u not in INFINITE))
    body = substitute(goal.body, {goal.var: Sym(e.var)})
    by.prove(body, e.of, inside(goal, e.var, facts))
