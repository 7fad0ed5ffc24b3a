"""From what the kernel says to a verdict in text; the same for a first check and for a recheck."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from derivcheck.kernel.checker.constancy import missing_constant
from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.checker.proof import Proved
from derivcheck.kernel.checker.rules.order import place, without
from derivcheck.kernel.checker.suppositions import assured
from derivcheck.kernel.checker.theorems import Rejected
from derivcheck.kernel.judge import Judgement, facts_of, judge
from derivcheck.kernel.language.claims import LINKS, Claim, Context
from derivcheck.kernel.language.definedness import definedness
from derivcheck.kernel.language.evidence import Evidence, Point
from derivcheck.kernel.language.sorts import Sort
from derivcheck.kernel.language.terms import (
    FALSE,
    INFINITE,
    TRUE,
    App,
    Term,
    children,
    conjuncts,
    free_names,
    subterms,
)
from derivcheck.kernel.refutation.divergence import EXPANSIONS
from derivcheck.kernel.refutation.point import Refuted
from derivcheck.kernel.refutation.recurrences import table
from derivcheck.kernel.work import remembered
from derivcheck.notation.plain import show
from derivcheck.notation.values import show_pair, show_value
from derivcheck.notation.words import told
from derivcheck.verdicts.essential import essential
from derivcheck.verdicts.nowhere import implied
from derivcheck.verdicts.reasons import Kind, Reason
from derivcheck.verdicts.report import Counterexample, Verdict
from derivcheck.verdicts.timeout import MET

MAX_SHOWN = 8
"""How many values of a function are shown."""


def judged(claim: Claim, evidence: Evidence) -> Judgement:
    """What the kernel says; a crash of the kernel is a rejection.

    Arguments:
        claim: any.
        evidence: of any kind.
    """
    try:
        return judge(claim, evidence)
    except (RecursionError, MemoryError) as error:
        MET.noted(error)
        return Rejected("the evidence is too deep or too large")
    except Exception as error:  # whatever evidence does to the kernel, it proves nothing
        return Rejected(f"the kernel failed on it ({type(error).__name__}: {error})")


def proved(found: Proved, prover: str, evidence: Evidence) -> Verdict:
    """The verdict on a proof that the kernel confirmed."""
    conditions = essential(found.claim, found.conditions)
    plain, words = tuple(map(show, conditions)), tuple(map(told, conditions))
    lost = missing_constant(found.claim)
    remarks = (Reason(Kind.NO_CONSTANT, show(found.claim.before)),) if lost else ()
    return Verdict("proved", prover, plain, None, remarks, evidence, words=words)


def refuted(found: Refuted, evidence: Evidence) -> Verdict:
    """The verdict on a point of difference that the kernel confirmed."""
    named = _shown(found.claim)
    sorts = found.claim.context.sorts
    point = {name: _value(name, t, sorts[name]) for name, t in found.point if name in named}
    alone = found.claim.before == TRUE and found.claim.relation == "implies"
    sides = (found.before, found.after)
    before, after = ("undefined" if u is None else show_value(u) for u in sides)
    if found.before is not None and found.after is not None:
        before, after = show_pair(found.before, found.after)
    if sides == (None, None) and not isinstance(evidence, Point):
        before, after = "", _too_far(found.claim)
    by = evidence.by or None if isinstance(evidence, Point) else None
    remarks = tuple(_without_value(found, evidence)) if isinstance(evidence, Point) else ()
    example = Counterexample(point, "" if alone else before, after, by)
    return Verdict("refuted", PROVER_OF_POINTS, (), example, remarks, evidence)


def _value(name: str, t: Term, sort: Sort) -> str:
    """What a point says of a name; of a function that is given by a table its first values."""
    run = table(name, t, sort)
    if not run:
        return show(t)
    values = [show(u) for u in children(children(t)[0])[: 2 * MAX_SHOWN : 2]]
    return f"({', '.join(values[: len(run)])}, ...) from {run[0]} on"


def _too_far(claim: Claim) -> str:
    """That a line of an order differs from the one before by more than it says."""
    x, a = place((claim.before, claim.after), facts_of(claim))
    named = dict.fromkeys(
        show(t) for t in subterms(claim.after) if isinstance(t, App) and t.head == "O"
    )
    more = f" by more than {' + '.join(named)}" if named else ""
    return f"off{more} as {show(x)} -> {show(a)}"


def _without_value(found: Refuted, evidence: Point) -> Iterator[Reason]:
    """Which sides have a value at no allowed point, where that is what evidence shows."""
    written, values = (found.claim.before, found.claim.after), (found.before, found.after)
    if not any(isinstance(e, EXPANSIONS) for e in evidence.given) or set(written) & set(INFINITE):
        return
    for t, value in zip(written, values, strict=True):
        if value is None:
            yield Reason(Kind.NO_VALUE, show(t))
        elif show_value(value) in ("oo", "-oo"):
            yield Reason(Kind.NO_VALUE, f"{show(t)} diverges to {show_value(value)}: it")


def _shown(claim: Claim) -> frozenset[str]:
    """The names of which a reader must know the values: those of the sides and of shapes."""
    names = free_names(claim.before) | free_names(claim.after)
    sorts = (claim.context.sorts[name] for name in names if name in claim.context.sorts)
    bounds = (bound for sort in sorts for axis in sort.shape for bound in axis)
    return names.union(*map(free_names, bounds))


PROVER_OF_POINTS = "counterexample"


def why(rejected: Rejected) -> str:
    """Why evidence was rejected, with what is missing."""
    needs = f": {told(rejected.needs)}" if rejected.needs is not None else ""
    return f"{rejected.reason}{needs}"


MAX_CACHED = 256
"""For how many contexts it is kept whether they are contradictory; it is asked twice of a proof."""

NOWHERE = frozenset(App("defined", (t,)) for t in INFINITE)
"""Infinity is no number."""


@remembered(MAX_CACHED)
def contradictory(context: Context) -> bool:
    """Whether the kernel sees that the assumptions contradict each other."""
    return impossible(context, ())


def vacuous(claim: Claim) -> bool:
    """Whether a claim is an implication whose antecedent the kernel sees to be never true."""
    if claim.relation != "implies" or claim.before == TRUE:
        return False
    return _never(claim.before, claim)


def contradicted(claim: Claim) -> bool:
    """Whether the kernel sees that what a claim arrives at is never true, as a contradiction is."""
    return claim.after == FALSE or _never(claim.after, claim)


def _never(statement: Term, claim: Claim) -> bool:
    """Whether the kernel sees that a side of a claim, which is a statement, is never true."""
    allowed = facts_of(claim)
    return _denied(lambda: allowed.knowing(statement, *assured(statement, allowed)))


def nowhere(claim: Claim, found: Proved) -> bool:
    """Whether a proof speaks of no point at all, its conditions being contradictory."""
    context = claim.context
    if claim.relation in LINKS or contradictory(context):
        return False
    if claim.before in INFINITE or claim.after in INFINITE:
        return False  # that the other side diverges is what was proved
    # where a term of an order leads need be no number
    stated = (*found.conditions, *definedness(without(claim.before), context))
    places = tuple(s for c in stated for s in implied(c, context))
    return bool(stated) and (
        impossible(context, stated) or any(impossible(context, (s,)) for s in places)
    )


def impossible(context: Context, conditions: tuple[Term, ...]) -> bool:
    """Whether the kernel sees that conditions hold at no allowed point."""
    statements = (*context.assumptions, *conditions)
    if not NOWHERE.isdisjoint(statements):
        return True
    return _denied(lambda: Facts(replace(context, assumptions=(), facts=()), statements))


def _denied(known: Callable[[], Facts]) -> bool:
    """Whether the kernel refutes one of some facts by all of them together."""
    try:
        facts = known()
        return any(map(facts.fails, conjuncts(facts.statements)))
    except Exception as error:  # what the kernel cannot see is not seen
        MET.noted(error)
        return False
