"""The search for a point at which a claim fails: cheap and simple points first.

The kernel compares the sides at every point; this file only proposes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, product

from flint import fmpq

from derivcheck.counterexamples.premises import Premises, is_open
from derivcheck.kernel.algebra.values import Value
from derivcheck.kernel.checker.facts import LIMITS, Facts
from derivcheck.kernel.language.claims import LINKS, Claim
from derivcheck.kernel.language.definedness import needed
from derivcheck.kernel.language.evidence import Evidence
from derivcheck.kernel.language.terms import (
    ONE,
    TRUE,
    App,
    Bind,
    Sym,
    Term,
    call,
    conjuncts,
    free_names,
    is_infinite,
    subterms,
)  # fmt: skip
from derivcheck.kernel.refutation.comparison import (
    Agree,
    Differ,
    LostDomain,
    NotAllowed,
    UnknownOutcome,
    compare,
)  # fmt: skip
from derivcheck.kernel.refutation.point import generalised
from derivcheck.provers.foundations.series import is_sum
from derivcheck.provers.sampling.ladders import ENTRIES, LADDERS
from derivcheck.provers.sampling.pivots import is_equation
from derivcheck.provers.sampling.points import Drawing, points
from derivcheck.provers.sampling.systems import Choice

SIMPLER_TRIES, EXPENSIVE_TRIES = 80, 6
"""How many comparisons are spent on making a found point simpler; where they are expensive."""

SEVERAL = 3
"""How many points are looked at first where one tells little."""

LONG = 10_000
"""From where on numerators and denominators are too long to be seen at a glance."""

MAX_ARRAYS = 4
"""How many simple arrays are tried in place of the one found."""

MAX_ALTERNATIVES = 8
"""The most ways to satisfy an antecedent that are told apart."""

EXPENSIVE_POINTS = 12
"""The most points at which integrals, limits and infinite sums are evaluated."""

EXPENSIVE = LIMITS | {"int"}

SINGLING = frozenset("= or not implies iff xor".split())
BENDING = frozenset("* ^ abs sqrt".split())
"""Heads of statements and terms by which points that stand alone may be allowed."""

PATIENCE = 4
"""Candidates that are not allowed, or where a side is undefined, are free, up to this many times
the budget."""


@dataclass(frozen=True, slots=True)
class Search:
    """What a search found.

    Arguments:
        point: a point at which the claim fails, or None.
        outcome: how it fails there, in text; None without a point.
        agreeing: how many distinct allowed points agree.
        allowed: how many distinct allowed points were looked at.
        met: whether the antecedent of an implication was true at one of them.
        given: evidence for equations at the point that evaluation in balls cannot tell.
    """

    point: Choice | None = None
    outcome: Differ | LostDomain | None = None
    agreeing: int = 0
    allowed: int = 0
    met: bool = False
    given: tuple[Evidence, ...] = ()


def search(
    claim: Claim, budget: int, seed: int = 0, enough: int | None = None, first: bool = False
) -> Search:
    """Look for a point at which the claim fails.

    Arguments:
        claim: any claim.
        budget: how many points to look at at which both sides have values.
        seed: fixes the random draws.
        enough: how many points that agree end the search early, those at which all arrays have
            one entry aside; None for all.
        first: whether more will be looked at where nothing proves the claim: what holds integrals,
            limits or sums is then not enclosed twice, which seldom tells more.
    """
    claim = looked_through(claim)
    if budget > EXPENSIVE_POINTS and _is_expensive(claim):
        budget = EXPENSIVE_POINTS
    drawings = candidates(claim, budget * PATIENCE, seed)
    return looked_at(claim, drawings, budget, enough, first and _holds_binder(claim))


def looked_through(claim: Claim) -> Claim:
    """The claim of which points are looked at: in one field, an equivalence as a step."""
    return _as_link(generalised(claim))


def candidates(claim: Claim, drawn: int, seed: int) -> Iterator[Drawing]:
    """The distinct ones of some points, which may be few; none if not all names are known."""
    if any(is_open(p, claim.context.field) for p in conjuncts(claim.context.assumptions)):
        return iter(())
    names = relevant_names(claim)
    found = points(claim.context, names, _wanted(claim), seed)
    return _distinct(islice(found, drawn if names else 1))


def _as_link(claim: Claim) -> Claim:
    """An equivalence that is claimed as the step from one side to the other, which fails alike."""
    match claim:
        case Claim(context, before, "implies", App("iff", (p, q))) if before == TRUE:
            return Claim(context, p, "iff", q)
    return claim


def _holds_binder(claim: Claim) -> bool:
    return any(isinstance(t, Bind) for s in (claim.before, claim.after) for t in subterms(s))


def looked_at(
    claim: Claim,
    drawings: Iterable[Drawing],
    budget: int = 1,
    enough: int | None = None,
    roughly: bool = False,
) -> Search:
    """What the points of some drawings show.  Arguments: as `search` and `compare` have them."""
    agreeing = allowed = spent = trivial = 0
    met = False
    premises, sizes = Premises(claim), _sizes(claim, relevant_names(claim))
    for drawing in drawings:
        point = drawing.chosen
        match compare(claim, point, roughly=roughly):
            case Differ() | LostDomain() as outcome:
                simple, shown = _simplest(claim, drawing, outcome)
                return Search(simple, shown, agreeing, allowed + 1)
            case Agree(_, true):
                agreeing, allowed, met = agreeing + 1, allowed + 1, met or true
                spent, trivial = spent + 1, trivial + _is_trivial(point, sizes)
            case UnknownOutcome() | NotAllowed() as unclear:
                match premises.settled(point, agreement=isinstance(unclear, NotAllowed)):
                    case (Differ() | LostDomain() as outcome, given):
                        return Search(point, outcome, agreeing, allowed + 1, given=given)
                    case (Agree(), _):
                        agreeing, allowed, spent = agreeing + 1, allowed + 1, spent + 1
                if isinstance(unclear, UnknownOutcome):
                    allowed, spent = allowed + 1, spent + (not unclear.undefined)
        if spent >= budget or agreeing - trivial == enough:
            break
    return Search(agreeing=agreeing, allowed=allowed, met=met)


def first_look(claim: Claim) -> int:
    """How many points that agree are looked at before any prover.

    One tells as much as many, but where sums are nested, whose ranges are short at first, and where
    what is assumed of arrays holds of few at first, which have more in common than that.
    """
    parts = (t for side in (claim.before, claim.after) for t in subterms(side))
    if any(is_sum(t) and any(map(is_sum, subterms(t.body))) for t in parts):
        return SEVERAL
    sorts = claim.context.sorts
    stated = (free_names(p) for p in claim.context.assumptions if is_equation(p))
    return SEVERAL if any(sorts[v].shape for names in stated for v in names if v in sorts) else 1


def _sizes(claim: Claim, names: frozenset[str]) -> frozenset[str]:
    """The names in the bounds of the arrays among names."""
    return frozenset[str]().union(*(claim.context.sorts[name].sizes for name in names))


def _is_trivial(point: Choice, sizes: frozenset[str]) -> bool:
    """Whether all arrays are single numbers, for which much is true that is not of matrices."""
    return bool(sizes) and all(point[name] == ONE for name in sizes & point.keys())


def _distinct(drawings: Iterable[Drawing]) -> Iterator[Drawing]:
    """Those that choose a point that none before them chose."""
    seen: set[tuple[tuple[str, Term], ...]] = set()
    for drawing in drawings:
        point = tuple(sorted(drawing.chosen.items(), key=lambda entry: entry[0]))
        if point not in seen:
            seen.add(point)
            yield drawing


def _is_expensive(claim: Claim) -> bool:
    parts = (*subterms(claim.before), *subterms(claim.after))
    binders = [t for t in parts if type(t) is Bind]
    return any(t.head in EXPENSIVE or (t.head == "sum" and is_infinite(t)) for t in binders)


def relevant_names(claim: Claim) -> frozenset[str]:
    """The declared names on which the claim, its assumptions or the shapes of arrays depend."""
    stated = (claim.before, claim.after, *claim.context.assumptions)
    names = frozenset().union(*map(free_names, stated)) & claim.context.sorts.keys()
    shapes = (bound for name in names for axis in claim.context.sorts[name].shape for bound in axis)
    return names | frozenset().union(*map(free_names, shapes)) & claim.context.sorts.keys()


def _wanted(claim: Claim) -> list[tuple[Term, ...]]:
    """What the points should satisfy beyond the assumptions, so that antecedents hold at some."""
    match claim.relation, claim.before, claim.after:
        case "iff", before, after:
            lost = [*_lost(claim, before, after), *_lost(claim, after, before)]
            return [*_ways(before), *_ways(after), *_antecedents(after), (), *lost]
        case "implies", before, after:
            ways = product(_ways(before), _antecedents(after) or [()])
            return [*((*a, *b) for a, b in ways), *_lost(claim, before, after)]
        case "implied by", before, after:
            return [*_ways(after), *_lost(claim, after, before)]
        case "=", App("apply", (Sym(), Sym(var))) as applied, after:
            return [(), (Bind("forall", var, call("=", applied, after), ()),)]
    if claim.relation in LINKS or not any(map(_singles_out, claim.context.assumptions)):
        return [()]
    return [(), *islice(_boundary(claim), MAX_ALTERNATIVES)]


def _singles_out(p: Term) -> bool:
    """Whether a statement may allow points near which no others are allowed."""
    match p:
        case App("<=" | ">=", sides):
            parts = (u for side in sides for u in subterms(side) if isinstance(u, App))
            return any(u.head in BENDING and free_names(u) for u in parts)
    return isinstance(p, App) and p.head in SINGLING


def _boundary(claim: Claim) -> Iterator[tuple[Term, ...]]:
    """Equations at which the new side may be lost where the old one is not."""
    kept = frozenset(needed(claim.before, claim.context))
    known = Facts(claim.context)
    for condition in needed(claim.after, claim.context):
        match condition:
            case App("!=" | "<" | ">", (u, v)) if condition not in kept and free_names(condition):
                if not known.holds(condition):
                    yield (call("=", u, v),)
    for p in claim.context.assumptions:
        yield from (way for way in _ways(p) if way != (p,) and any(map(is_equation, way)))


def _lost(claim: Claim, statement: Term, other: Term) -> Iterator[tuple[Term, ...]]:
    """Sets of atoms that make one statement true where a divisor or the like in another is zero."""
    for condition in needed(other, claim.context):
        match condition:
            case App("!=", (u, v)) if free_names(condition):
                for way in _ways(statement)[:1]:
                    if not Facts(claim.context, way).holds(condition):
                        yield (*way, call("=", u, v))


def _antecedents(p: Term) -> list[tuple[Term, ...]]:
    match p:
        case App("implies", (antecedent, _)):
            return _ways(antecedent)
    return []


def _ways(p: Term) -> list[tuple[Term, ...]]:
    """Sets of atoms each of which makes the statement true."""
    match p:
        case App("or", parts):
            return [way for part in parts for way in _ways(part)][:MAX_ALTERNATIVES]
        case App("and", parts):
            chosen = product(*map(_ways, parts))
            return [
                tuple(q for way in ways for q in way) for ways in islice(chosen, MAX_ALTERNATIVES)
            ]
        case App("true", ()):
            return [()]
    return [(p,)]


def _simplest(
    claim: Claim, drawing: Drawing, outcome: Differ | LostDomain
) -> tuple[Choice, Differ | LostDomain]:
    """The point with values replaced by simpler ones for as long as the claim still fails."""
    if drawing.is_first and _is_plain(outcome):
        return drawing.chosen, outcome
    is_expensive = _is_expensive(claim)
    if drawing.is_first and is_expensive:
        return drawing.chosen, outcome
    tries = EXPENSIVE_TRIES if is_expensive else SIMPLER_TRIES
    for name in drawing.names:
        for value in _simpler(claim, drawing, name):
            if tries == 0:
                return drawing.chosen, outcome
            tries -= 1
            trial = drawing.varied(name, value)
            found = compare(claim, trial.chosen)
            if isinstance(found, Differ | LostDomain):
                drawing, outcome = trial, found
                break
    return drawing.chosen, outcome


def _is_plain(outcome: Differ | LostDomain) -> bool:
    """Whether the sides are truth values, or fractions short enough to be seen at a glance."""
    match outcome:
        case Differ(before, after):
            return _is_short(before) and _is_short(after)
        case LostDomain(before):
            return _is_short(before)


def _is_short(side: Value | bool) -> bool:
    return type(side) is bool or (type(side) is fmpq and max(abs(side.p), side.q) < LONG)


def _simpler(claim: Claim, drawing: Drawing, name: str) -> Iterator[Term]:
    """Values simpler than the one chosen, simplest first."""
    sort, value = claim.context.sorts[name], drawing.chosen[name]
    if drawing.is_solved_for(name) or sort.base in ("function", "boolean"):
        return
    if len(sort.shape) == 1 and isinstance(value, App):
        for n in range(min(len(ENTRIES), MAX_ARRAYS)):
            entries = tuple(ENTRIES[(i + n) % len(ENTRIES)] for i in range(len(value.args)))
            if entries == value.args:
                return
            yield App("vector", entries)
    elif not sort.shape:
        ladder = LADDERS[sort.base]
        yield from ladder[: ladder.index(value)] if value in ladder else ladder
