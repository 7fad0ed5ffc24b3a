"""The repair of one refuted step: the likeliest single edit with which it is proved.

    edits, cheapest first  ->  a screen of a few points  ->  the provers and the kernel

Caveat: an edited claim is true, which does not mean that it is what the author meant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from derivcheck.diagnostics import Diagnosis
from derivcheck.documents.unfolding import Meanings, unfold
from derivcheck.kernel.algebra.values import Value
from derivcheck.kernel.judge import facts_of
from derivcheck.kernel.language.claims import LINKS, ORDERS, Claim, Relation
from derivcheck.kernel.language.evidence import Point
from derivcheck.kernel.language.terms import (
    TRUE,
    App,
    Bind,
    Num,
    Term,
    children,
    free_names,
    subterms,
)
from derivcheck.kernel.refutation.point import Refuted
from derivcheck.notation.check import check
from derivcheck.notation.plain import show
from derivcheck.notation.scope import Scope
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.positions import Role
from derivcheck.repair.amounts import Wanted, coefficients, numerals, summands
from derivcheck.repair.answers import answered, cases_of
from derivcheck.repair.edits import Edit, edits, idle, material, signs, weighed
from derivcheck.repair.screening import Screen, screen
from derivcheck.verdicts.decide import Disagreement, decide
from derivcheck.verdicts.judgement import judged
from derivcheck.verdicts.reasons import Kind
from derivcheck.verdicts.report import Verdict
from derivcheck.verdicts.settings import Settings

MAX_CANDIDATES = 1_500
"""How many edits of a side are tried at points."""

MAX_SURVIVORS = 8
"""How many of those that pass are given to the provers."""

LIMITS = Limits(rewrites=200, cases=3, rounds=4, points=16)
"""How far a prover may go on one of them."""

COSTS = {"a number": 1, "a summand": 2, "a coefficient": 3, "another summand": 4}
"""How unlikely it is that these were slips, as in the table of slips."""

FIRST_POINTS, SAMPLE_POINTS, SECONDS = 8, 16, 10.0
"""Of the settings with which one of them is judged."""

OTHER_RELATIONS: dict[Relation, tuple[Relation, ...]] = {
    "=":   ("<=", ">="),
    "<":   (">",),
    ">":   ("<",),
    "<=":  (">=",),
    ">=":  ("<=",),
    "iff": ("implies", "implied by"),
}  # fmt: skip
"""What a relation may have been meant to be; tried last."""

WEAKER: dict[Relation, tuple[Relation, ...]] = {"<": ("<=",), ">": (">=",)}
"""What a strict relation may have been meant to be; tried first."""

SIGN_IN_ORDER = 2
"""What another sign costs in an inequality, on top."""

EQUIVALENCES = frozenset(("=", "iff"))


@dataclass(frozen=True, slots=True)
class Wrong:
    """A refuted step.

    Arguments:
        claim: what is refuted, definitions unfolded.
        before, after: the sides as written, definitions folded.
        meanings: of the defined names.
        own_before: whether `before` is of the step's own text, so that it may be edited as well.
        point: evidence that it fails, if that is a point.
    """

    claim: Claim
    before: Term
    after: Term
    meanings: Meanings
    own_before: bool
    point: Point | None


@dataclass(frozen=True, slots=True)
class Mended:
    """A repair that is proved.

    Arguments:
        before, after: the sides, definitions folded; one of them is edited.
        claim: the same, definitions unfolded.
        verdict: its proof.
    """

    before: Term
    after: Term
    claim: Claim
    verdict: Verdict


Fits = Callable[[Mended], bool]
"""Whether the steps below hold with a repair."""


def repair(wrong: Wrong, fits: Fits, settings: Settings) -> Mended | None:
    """The best single edit with which a step is proved, or None.

    Arguments:
        wrong: the step.
        fits: asked only where repairs may differ in it: what equals the predecessor all the same
            leaves the steps below alike.
        settings: of the check; the limits are its own.

    Raises:
        Disagreement: if a proof of a repair is contradicted by a point.
    """
    small = replace(
        settings, limits=LIMITS, first_points=FIRST_POINTS, points=SAMPLE_POINTS, seconds=SECONDS
    )
    found = _proved(wrong, small)
    if wrong.claim.relation in EQUIVALENCES or wrong.own_before:
        return next(found, None)
    return min(found, key=lambda mended: not fits(mended), default=None)


def _proved(wrong: Wrong, settings: Settings) -> Iterator[Mended]:
    """The right answers, the proved edits of the right side, then of the left; likely ones first.

    A weaker relation is no repair of a wrong number.
    """
    found = answered(wrong.claim, lambda claim: _verdict(claim, settings))
    if found:
        claim = replace(wrong.claim, after=found[0])
        yield Mended(wrong.before, _folded(found[0], wrong), claim, found[1])
    yield from _related(wrong, WEAKER.get(wrong.claim.relation, ()), settings)
    yield from _mended(wrong, settings)
    if wrong.own_before and wrong.claim.relation == "=":
        for m in _mended(_turned(wrong), settings):
            claim = replace(m.claim, before=m.claim.after, after=m.claim.before)
            yield Mended(m.after, m.before, claim, m.verdict)
    if wrong.claim.relation != "=" or _estimates(wrong):
        yield from _related(wrong, OTHER_RELATIONS.get(wrong.claim.relation, ()), settings)


def _folded(after: Term, wrong: Wrong) -> Term:
    """The right answers, those that were listed as the author wrote them."""
    told, written = cases_of(wrong.claim.after), cases_of(wrong.after)
    known = dict(zip(told, written, strict=True)) if len(told) == len(written) else {}
    cases = tuple(known.get(case, case) for case in cases_of(after))
    return cases[0] if len(cases) == 1 else App("or", cases)


def _estimates(wrong: Wrong) -> bool:
    """Whether an equation may have been meant as an estimate, and not as a value.

    What is known up to a constant is not estimated.
    """
    parts = (*subterms(wrong.claim.before), *subterms(wrong.claim.after))
    heads = {p.head for p in parts if isinstance(p, App | Bind)}
    bounding = not heads.isdisjoint(BOUNDING) and "antiderivative" not in heads
    return bounding and bool(free_names(wrong.before) and free_names(wrong.after))


BOUNDING = frozenset("abs sqrt root max min floor ceiling".split())
"""Functions that estimates are about."""


def _related(wrong: Wrong, relations: tuple[Relation, ...], settings: Settings) -> Iterator[Mended]:
    """The step with another relation, where that is proved."""
    for relation in relations:
        claim = replace(wrong.claim, relation=relation)
        verdict = _verdict(claim, settings)
        if verdict.name == "proved":
            yield Mended(wrong.before, wrong.after, claim, verdict)


def _turned(wrong: Wrong) -> Wrong:
    claim = replace(wrong.claim, before=wrong.claim.after, after=wrong.claim.before)
    return replace(wrong, claim=claim, before=wrong.after, after=wrong.before)


def _mended(wrong: Wrong, settings: Settings) -> Iterator[Mended]:
    for after, claim in islice(_survivors(wrong, settings.seed), MAX_SURVIVORS):
        verdict = _verdict(claim, settings)
        if verdict.name == "proved" and _says_something(claim, settings):
            yield Mended(wrong.before, after, claim, verdict)


def _survivors(wrong: Wrong, seed: int) -> Iterator[tuple[Term, Claim]]:
    """The edits of the right side that agree at the points of the screen, likely ones first."""
    claim = wrong.claim
    known = dict(wrong.point.values) if wrong.point else {}
    through = screen(claim, known, seed, _value(wrong))
    role: Role = "statement" if claim.relation in LINKS else "number"
    parts = material(wrong.before, wrong.after, claim.before, claim.context)
    slips = tuple(islice(edits(wrong.after, role, parts), MAX_CANDIDATES))
    # the line before but for a slip has lost nothing that a number could give back
    copied = not wrong.own_before and any(edit.term == wrong.before for edit in slips)
    found = slips if copied else (*slips, *_solved(wrong, through))
    idle_before = idle(wrong.after)
    for edit in sorted(found, key=lambda e: _cost(e, wrong)):
        after = meant(edit.term, wrong.meanings)
        told = idle(edit.term) <= idle_before and not _repeats(edit.term, wrong)
        if told and after is not None and through.passes(after) and fits_together(after, claim):
            yield edit.term, replace(claim, after=after)


def _cost(edit: Edit, wrong: Wrong) -> tuple[int, int]:
    """What an edit costs; another sign makes an inequality hold too cheaply."""
    kind, more = edit.cost
    expensive = wrong.claim.relation in ORDERS and signs(edit.term) > signs(wrong.after)
    return (kind + SIGN_IN_ORDER, more) if expensive else edit.cost


def _repeats(t: Term, wrong: Wrong) -> bool:
    """Whether an edited side brings in the other side as it stands, which says nothing."""
    before = wrong.before
    if wrong.own_before and (t == before or (_is_numeral(t) and not _is_numeral(wrong.after))):
        return True
    return before in subterms(t) and bool(children(before)) and before not in subterms(wrong.after)


def _is_numeral(t: Term) -> bool:
    """Whether a term is written with digits, signs and slashes alone."""
    return all(
        isinstance(p, Num) or (isinstance(p, App) and p.head in ("/", "neg")) for p in subterms(t)
    )


def _value(wrong: Wrong) -> Value | None:
    """The value of a known side without names, as the kernel had it."""
    if wrong.point is None or wrong.claim.relation != "=" or free_names(wrong.claim.before):
        return None
    found = judged(wrong.claim, wrong.point)
    return found.before if isinstance(found, Refuted) else None


def _solved(wrong: Wrong, through: Screen) -> Iterator[Edit]:
    """The edits that put the right number in the place of a wrong one, or a lost one back."""
    claim, after = wrong.claim, wrong.after
    for point, value in through.trials[:1]:
        wanted = Wanted(value, point, claim, lambda t: meant(t, wrong.meanings))
        if claim.relation == "=":
            for term, lost in summands(after, claim):
                yield weighed(term, after, COSTS["a summand" if lost else "another summand"])
            yield from (
                weighed(t, after, COSTS["a coefficient"]) for t in coefficients(after, wanted)
            )
            yield from (
                weighed(t, after, COSTS["a number"]) for t in numerals(after, "number", wanted)
            )
        elif claim.relation in ("iff", "implies") and isinstance(after, App) and after.head == "=":
            found = numerals(after, "statement", wanted)
            yield from (weighed(t, after, COSTS["a number"]) for t in found)


def meant(t: Term, meanings: Meanings) -> Term | None:
    """An edited side, definitions unfolded; None if that cannot be done."""
    try:
        return unfold(t, meanings)
    except Diagnosis:
        return None


def fits_together(t: Term, claim: Claim) -> bool:
    """Whether names, shapes and index ranges of an edited side are in order."""
    try:
        check(t, Scope(claim.context.sorts, claim.context.field))
    except Diagnosis:
        return False
    return True


def _says_something(claim: Claim, settings: Settings) -> bool:
    """Whether what is implied is not true anyway, and what is compared not the same."""
    if claim.relation in ORDERS:
        return not facts_of(claim).field.equal(claim.before, claim.after)
    if claim.relation != "implies" or claim.before == TRUE:
        return True
    return _verdict(replace(claim, before=TRUE), settings).name != "proved"


def _verdict(claim: Claim, settings: Settings) -> Verdict:
    """The verdict on a repaired claim.  Raises: Disagreement."""
    found = decide(claim, settings)
    if Kind.INTERNAL in found.kinds:
        raise Disagreement(found.reasons[0].about)
    return found


def related(wrong: Wrong, mended: Mended) -> Relation | None:
    """The relation in which a step stands to its predecessor, if that is what is mended."""
    relation = mended.claim.relation
    return None if wrong.own_before or relation == wrong.claim.relation else relation


def stated(wrong: Wrong, mended: Mended) -> str:
    """The text of a step after its repair, with its relation where that is what is mended."""
    relation = mended.claim.relation
    if wrong.own_before:
        alone = relation == "implies"
        return show(mended.after if alone else App(relation, (mended.before, mended.after)))
    if related(wrong, mended) is None:
        return show(mended.after)
    return f"{relation}{':' if relation in LINKS else ''} {show(mended.after)}"
