"""Two derivations compared step by step: what they say, not how it is written.

Steps are paired by their labels and by what they say, in order (a longest common subsequence, as of
lines); what is left between two pairs is paired by likeness of texts (Needleman and Wunsch, 1970).

    same      the same term, definitions unfolded; blanks, brackets and spellings do not matter
    equal     another term, proved to have the same value without conditions
    changed   all else that is paired
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Literal

from derivcheck.checking.check import Answers, checking
from derivcheck.checking.memory import Memory
from derivcheck.checking.questions import Judge, answered
from derivcheck.diagnostics import Diagnosis
from derivcheck.documents.model import Definition, Derivation, Step
from derivcheck.kernel.language.claims import Claim, Context, Relation
from derivcheck.kernel.language.terms import Term, alpha_equal
from derivcheck.notation.check import check
from derivcheck.notation.plain import show
from derivcheck.notation.scope import Scope
from derivcheck.obligations.derivation import obligations
from derivcheck.obligations.obligation import Obligation
from derivcheck.verdicts.report import StepReport, Verdict
from derivcheck.verdicts.settings import Settings

MAX_COMPARED = 2_500
"""How many pairs of texts between two pairs of steps are looked at for likeness."""

UNLIKE = 0.05
"""How alike, of 1, any two steps of one kind count: a step that changed is rather one than two."""

STATEMENT = "statement"

Kind = Literal["same", "equal", "changed", "added", "removed"]


@dataclass(frozen=True, slots=True)
class Line:
    """A step of one of the derivations, with what was found of it."""

    step: Step
    report: StepReport
    made: Obligation

    @property
    def verdict(self) -> str | None:
        """The name of its verdict; None for one that is never judged."""
        return self.report.verdict.name if self.report.verdict else None


_Both = tuple[Line | None, Line | None]
"""A step before and after; None where it is not."""


@dataclass(frozen=True, slots=True)
class Pair:
    """What became of a step.

    Arguments:
        before, after: the step; None where it is not.
        remarks: what else differs, and how the values do.
    """

    kind: Kind
    before: Line | None
    after: Line | None
    remarks: tuple[str, ...] = ()

    @property
    def judged_alike(self) -> bool:
        """Whether the verdicts agree, of a step that is in both."""
        return not (self.before and self.after) or self.before.verdict == self.after.verdict


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two files.

    Arguments:
        declarations: what differs outside of the steps, in words.
        pairs: all steps, in order.
    """

    declarations: tuple[str, ...]
    pairs: tuple[Pair, ...]

    @property
    def same(self) -> bool:
        """Whether both files say the same, and the same was found of them."""
        alike = all(p.kind in ("same", "equal") and p.judged_alike for p in self.pairs)
        return alike and not self.declarations


def compared(
    before: Sequence[Derivation], after: Sequence[Derivation], settings: Settings
) -> Comparison:
    """What differs between the derivations of two files, paired in their order.

    Arguments:
        before, after: as read, without problems outside of their steps.
        settings: of the check.
    """
    memory = Memory(Answers(settings))
    declarations: list[str] = []
    pairs: list[Pair] = []
    for one, two in zip_longest(before, after):
        if one and two:
            declarations.extend(_declarations(one, two))
        lines = [list(_lines(d, memory)) if d else [] for d in (one, two)]
        pairs.extend(_compared(pair, memory) for pair in _paired(*lines))
    return Comparison(tuple(declarations), tuple(pairs))


def _lines(derivation: Derivation, memory: Memory) -> Iterator[Line]:
    reports = {s.id: s for s in answered(checking(derivation, False), memory).steps}
    made = {o.step.id: o for o in obligations(derivation)}
    return (Line(s, reports[s.id], made[s.id]) for s in derivation.every_step)


# ------------------------------------------------------------ pairing


def _paired(
    before: Sequence[Line], after: Sequence[Line]
) -> Iterator[tuple[Line | None, Line | None]]:
    """The steps that belong together, in order."""
    labels = {x.step.label for x in before} & {y.step.label for y in after} - {None}
    was, now = ([_key(x, labels) for x in lines] for lines in (before, after))
    for tag, i, j, k, n in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from zip(before[i:j], after[k:n], strict=True)
        else:
            yield from _between(before[i:j], after[k:n])


def _key(line: Line, labels: Iterable[str | None]) -> Hashable:
    """What a step is known by: its label where both files have it, else what it says."""
    if line.step.label in labels:
        return line.step.label
    term = line.made.term
    return line.step.role, line.step.text.source if term is None else show(term)


def _between(before: Sequence[Line], after: Sequence[Line]) -> Iterator[_Both]:
    """The alignment with the most likeness."""
    if not before or not after or len(before) * len(after) > MAX_COMPARED:
        yield from zip_longest(before, after)
        return
    scores = [[0.0] * (len(after) + 1) for _ in range(len(before) + 1)]
    like = [[_likeness(x, y) for y in after] for x in before]
    for i in reversed(range(len(before))):
        for k in reversed(range(len(after))):
            apart = max(scores[i + 1][k], scores[i][k + 1])
            scores[i][k] = max(apart, scores[i + 1][k + 1] + like[i][k])
    i = k = 0
    while i < len(before) and k < len(after):
        if like[i][k] and scores[i][k] == scores[i + 1][k + 1] + like[i][k]:
            yield before[i], after[k]
            i, k = i + 1, k + 1
        elif scores[i][k] == scores[i + 1][k]:
            yield before[i], None
            i += 1
        else:
            yield None, after[k]
            k += 1
    yield from ((x, None) for x in before[i:])
    yield from ((None, y) for y in after[k:])


def _likeness(one: Line, two: Line) -> float:
    """How alike two steps are, from 0 to 1; 0 for those that cannot be one step."""
    if (one.step.role == "expr") != (two.step.role == "expr"):
        return 0
    was, now = one.step.text.source, two.step.text.source
    return max(UNLIKE, SequenceMatcher(None, was, now, autojunk=False).ratio())


# ------------------------------------------------------------ comparing


def _compared(pair: _Both, memory: Memory) -> Pair:
    match pair:
        case (Line() as one, Line() as two):
            kind, value = _values(one, two, memory)
            other = tuple(_said(one.step, two.step))
            return Pair("changed" if other else kind, one, two, (*value, *other))
        case (Line() as one, _):
            return Pair("removed", one, None)
    return Pair("added", None, pair[1])


def _said(one: Step, two: Step) -> Iterator[str]:
    """What two steps say of themselves beside their texts."""
    rows = (
        ("key", one.role, two.role),
        ("rel", one.relation, two.relation),
        ("from", one.origin, two.origin),
        ("using", ", ".join(one.using), ", ".join(two.using)),
        ("by", ", ".join(one.rules), ", ".join(two.rules)),
        ("expect", one.expect, two.expect),
    )
    for name, was, now in rows:
        if was != now:
            yield f"{name}: {was or 'none'} -> {now or 'none'}"


def _values(one: Line, two: Line, memory: Memory) -> tuple[Kind, tuple[str, ...]]:
    """Whether two steps have the same value, and what is to be said of it."""
    first, second = one.made.term, two.made.term
    if first is None or second is None:
        return ("same" if one.step.text.source == two.step.text.source else "changed"), ()
    contexts = list(dict.fromkeys((one.made.context, two.made.context)))
    if alpha_equal(first, second):
        return "same", ()
    verdicts = list(_verdicts(first, second, contexts, memory))
    if not verdicts:
        return "changed", ()
    remark = next(filter(None, map(_remark, verdicts)), "")
    return ("changed", (remark,)) if remark else ("equal", ())


def _verdicts(
    one: Term, two: Term, contexts: Sequence[Context], memory: Memory
) -> Iterator[Verdict]:
    """The verdicts on their equality, each way, under the declarations of both; none if these do
    not fit.
    """
    for context in contexts:
        shapes = [_shape(t, context) for t in (one, two)]
        if None in shapes or shapes[0] != shapes[1]:
            return
    for context in contexts:
        relation: Relation = "iff" if _shape(one, context) == STATEMENT else "="
        for x, y in ((one, two), (two, one)):
            verdict = memory(Judge("", Claim(context, x, relation, y)))
            assert isinstance(verdict, Verdict)
            yield verdict


def _shape(t: Term, context: Context) -> Hashable:
    """What two terms must have in common to be compared; None if there is no such thing."""
    try:
        sort = check(t, Scope(context.sorts, context.field))
    except Diagnosis:
        return None
    return STATEMENT if sort.base == "boolean" else sort.shape


def _remark(verdict: Verdict) -> str:
    """What keeps two values from being the same; "" if nothing does."""
    match verdict:
        case Verdict(name="proved", conditions=conditions, words=words):
            return f"equal where {' and '.join(words or conditions)}" if conditions else ""
        case Verdict(name="refuted", counterexample=example) if example and example.where:
            return f"at {example.where}: {example.before} and {example.after}"
        case Verdict(name="refuted"):
            return "not equal"
    return "not shown to be equal"


# ------------------------------------------------------------ declarations


def _declarations(one: Derivation, two: Derivation) -> Iterator[str]:
    """What differs outside of the steps."""
    if one.context.field != two.context.field:
        yield f"field: {one.context.field} -> {two.context.field}"
    was, now = one.context.sorts, two.context.sorts
    for name in dict.fromkeys((*was, *now)):
        if name not in now:
            yield f"symbols: - {name}"
        elif was.get(name) != now[name]:
            yield f"symbols: {'another sort of' if name in was else '+'} {name}"
    yield from _changed_set("assume", one.context.assumptions, two.context.assumptions)
    was_defined, now_defined = ({d.name: d for d in x.definitions} for x in (one, two))
    for name in dict.fromkeys((*was_defined, *now_defined)):
        yield from _definition(was_defined.get(name), now_defined.get(name))


def _changed_set(what: str, was: Sequence[Term], now: Sequence[Term]) -> Iterator[str]:
    yield from (f"{what}: - {show(t)}" for t in was if t not in now)
    yield from (f"{what}: + {show(t)}" for t in now if t not in was)


def _definition(was: Definition | None, now: Definition | None) -> Iterator[str]:
    if was is None or now is None:
        sign, found = ("-", was) if now is None else ("+", now)
        assert found
        yield f"define: {sign} {found.name}: {found.body.source}"
    elif (was.parameters, was.body.term) != (now.parameters, now.body.term):
        yield f"define: {was.name}: {was.body.source} -> {now.body.source}"
