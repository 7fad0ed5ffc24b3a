"""Why a step is undecided, in the terms of its author: what was missing, and what might help.

    condition    what could not be shown, as the kernel told it of the evidence it rejected
    comes down   the one part in which two sides differ
    beyond       the kind of step, read off the heads of what differs
    limit        that a limit was met on the way
    points       how many points agree
    try          a line in between, or another way to state the step

A reason is data; how it reads is said once, in the table of kinds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from derivcheck.counterexamples.search import search
from derivcheck.kernel.checker.constancy import constants
from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.checker.proof import goal_of
from derivcheck.kernel.checker.theorems import Rejected
from derivcheck.kernel.judge import facts_of
from derivcheck.kernel.language.claims import LINKS, ORDERS, Claim
from derivcheck.kernel.language.definedness import definedness, is_statement
from derivcheck.kernel.language.terms import (
    ONE,
    App,
    Bind,
    Term,
    free_names,
    is_infinite,
    substitute,
    subterms,
)  # fmt: skip
from derivcheck.notation.plain import show
from derivcheck.notation.words import told
from derivcheck.verdicts.beyond import MAX_SHOWN, is_abstract, kinds
from derivcheck.verdicts.differing import Differing, differing
from derivcheck.verdicts.judgement import impossible
from derivcheck.verdicts.reasons import Kind, Reason

MAX_CONDITIONS = 3
"""How many conditions that could not be shown are named."""

TOO_LARGE = "the evidence is too deep or too large"
"""What the kernel says of evidence beyond its limits."""


Failure = Rejected | Exception
"""Evidence that the kernel did not take, or what a prover raised."""


def missing(claim: Claim, failures: Sequence[Failure], agreeing: int, seed: int) -> list[Reason]:
    """The reasons why a claim is undecided.

    Arguments:
        failures: what became of the provers' attempts.
        agreeing: at how many points the sides agree.
        seed: of the points at which parts of the two sides are compared.
    """
    if _is_nowhere(claim):
        return [Reason(Kind.NOWHERE)]
    if family := _family(claim, seed):
        return family
    parts = differing(claim, seed)
    reasons = [*_unshown(claim, failures), *_left(claim, parts)]
    valueless = any(reason.kind == Kind.VALUE for reason in reasons)
    reasons += _beyond(claim, parts, valueless) + limits_met(failures)
    reasons += _points(claim, agreeing)
    return [*reasons, Reason(Kind.TRY, _advice(claim, parts, reasons))]


def unfinished(claim: Claim, failures: Sequence[Failure], agreeing: int) -> list[Reason]:
    """What can be said without further work when time is up.  Arguments: as `missing`."""
    whole = Differing(((claim.before, claim.after),))
    reasons = [*limits_met(failures), *_beyond(claim, whole, True)]
    return [*reasons, *_points(claim, agreeing), Reason(Kind.TRY, "smaller steps")]


def _points(claim: Claim, agreeing: int) -> list[Reason]:
    names = free_names(claim.before) | free_names(claim.after)
    told = f"{agreeing} points" if names else "the two numbers"
    return [Reason(Kind.POINTS, told)] if agreeing else []


def limits_met(failures: Sequence[Failure]) -> list[Reason]:
    """What stopped the search, each once."""
    return list(dict.fromkeys(filter(None, map(_limit, failures))))


def _limit(failure: Failure) -> Reason | None:
    match failure:
        case Rejected(reason):
            return Reason(Kind.MET, "the size of expressions") if reason == TOO_LARGE else None
        case RecursionError():
            return Reason(Kind.MET, "nesting")
        case MemoryError() | OverflowError():
            return Reason(Kind.MET, "the size of expressions")
    return Reason(Kind.FAULT, "a part of the search")


# --- what could not be shown ---------------------------------------------------------------------


def _unshown(claim: Claim, failures: Sequence[Failure]) -> list[Reason]:
    """The conditions that the kernel missed and that speak of the author's names only."""
    needs = [f.needs for f in failures if isinstance(f, Rejected) and f.needs is not None]
    values = dict.fromkeys((*_values(claim), *(n for n in needs if _of_value(claim, n))))
    others = (n for n in dict.fromkeys(needs) if n not in values and _readable(claim, n))
    found = [Reason(Kind.VALUE, told(c)) for c in values if _readable(claim, c)]
    found += [Reason(Kind.CONDITION, told(c)) for c in others]
    return [r for r in dict.fromkeys(found) if len(r.about) <= MAX_SHOWN][:MAX_CONDITIONS]


def _values(claim: Claim) -> Iterator[Term]:
    """What the new side needs for a value, is not implied and is no exceptional set's contrary."""
    if claim.relation in LINKS:
        return
    known = facts_of(claim).knowing(*definedness(claim.before, claim.context))
    for condition in definedness(claim.after, claim.context):
        rare = isinstance(condition, App) and condition.head == "!="
        if not rare and not known.holds(condition) and not _is_enclosed(condition, known):
            yield condition


def _is_enclosed(condition: Term, known: Facts) -> bool:
    """Whether it says that what holds no names has a value, and a ball encloses one."""
    match condition:
        case App("defined", (t,)):
            return not free_names(t) and known.encloses(t, known.context.field)
    return False


def _of_value(claim: Claim, condition: Term) -> bool:
    return claim.relation not in LINKS and condition in definedness(claim.after, claim.context)


def _readable(claim: Claim, p: Term) -> bool:
    """Whether a term is a statement of declared names, and not what was to be shown."""
    return is_statement(p) and free_names(p) <= claim.context.sorts.keys() and p != goal_of(claim)


def _is_nowhere(claim: Claim) -> bool:
    """Whether a side is seen to have a value at no allowed point."""
    if claim.relation in LINKS:
        return False
    sides = (definedness(side, claim.context) for side in (claim.before, claim.after))
    return any(impossible(claim.context, conditions) for conditions in sides if conditions)


def _left(claim: Claim, parts: Differing) -> Iterator[Reason]:
    """The one part in which the sides differ, where that is not the whole."""
    if len(parts.pairs) == 1 and parts.pairs[0] != (claim.before, claim.after):
        text = show(App("=", parts.pairs[0]))
        if len(text) <= MAX_SHOWN:
            yield Reason(Kind.COMES_DOWN, text)


def _family(claim: Claim, seed: int) -> list[Reason]:
    """What is to be said of lines that stand for families: the same one, or a lost constant."""
    match claim:
        case Claim(before=Bind("antiderivative", x, body, (at,)), relation="="):
            rate = Bind("diff", x, claim.after, (at, ONE))
            found = search(replace(claim, before=substitute(body, {x: at}), after=rate), 1, seed)
            if found.agreeing and free_names(claim.after) <= free_names(claim.before):
                return [Reason(Kind.CONSTANT, show(claim.before)), Reason(Kind.TRY, _CONSTANT)]
        case Claim(relation="=") if constants(claim) and search(claim, 1, seed).point is not None:
            return [Reason(Kind.FAMILY)]
    return []


_CONSTANT = "declare `C: constant` under symbols:, and add C to this line"


def _beyond(claim: Claim, parts: Differing, valueless: bool) -> list[Reason]:
    return [Reason(Kind.BEYOND, kind) for kind in kinds(claim, _parts(parts), valueless)]


def _parts(parts: Differing) -> Iterator[Term]:
    return (t for pair in parts.pairs for side in pair for t in subterms(side))


# --- what to try ---------------------------------------------------------------------------------


def _advice(claim: Claim, parts: Differing, reasons: Sequence[Reason]) -> str:
    """What to try: what is missing stated, or a line in between where one can be named."""
    asked = next((r.about for r in reasons if r.kind in (Kind.VALUE, Kind.CONDITION)), "")
    if asked and not any(words in asked for words in UNSTATED):
        return "state it under `assume:`, or prove it in a claim and name that under `using:`"
    return _line_between(parts) or _restated(claim, parts)


UNSTATED = ("converges", "exists", "has a value")
"""Words for what no assumption can say."""


def _line_between(parts: Differing) -> str:
    text = show(parts.between) if parts.between is not None else ""
    return f"a line in between, {text}" if 0 < len(text) <= MAX_SHOWN else ""


def _restated(claim: Claim, parts: Differing) -> str:
    """Another way to state the step, by what occurs in it."""
    ways = filter(None, map(_way, _parts(parts)))
    if claim.relation in ORDERS:
        otherwise = "a line in which the difference of the sides is a sum of squares or a product"
    else:
        otherwise = "smaller steps, or a fact under `because:`"
    return next(ways, otherwise)


def _way(t: Term) -> str | None:
    match t:
        case Bind("int", _, body, _) if not is_abstract(body):
            return "a line in between, after a substitution or an integration by parts"
        case Bind("antiderivative", x, body, _) if len(show(body)) <= MAX_SHOWN:
            return f"a line whose derivative by {x} is seen to be {show(body)}"
        case Bind("sum" | "prod" | "lim" | "lim+" | "lim-", _, _, args):
            if t.head not in ("sum", "prod") or any(map(is_infinite, args)):
                return "take it as a `given:` with its source, and name that under `using:`"
    return None
