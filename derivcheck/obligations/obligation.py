"""A step, what it must earn, and what it brings where it is used.  TRUSTED.

    used step                 brings
    given                     its statement: an assumption at the point, with values on its sides
    A rel B                   where both sides have a value, A rel B
    claim: P (compound)       P
    iff, implies              its statement, where those on which it rests are brought
    implied by                the converse implication
    a line of a family        nothing: with `int(f, x)` or `O(x^n)`, or an equation with a constant

A used step brings every `given` on which it rests: those that its `using:` and `because:` bring,
and of a statement those of the chain above it.  What was earned under a statement that is not
brought is an implication.  An `iff` or `implied by` never assumes the `given` of its own chain: its
converse would be about nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from derivcheck.diagnostics import Diagnostic
from derivcheck.documents.model import Step
from derivcheck.documents.real_reading import read_over_the_reals
from derivcheck.documents.unfolding import Meanings
from derivcheck.kernel.checker.constancy import constants
from derivcheck.kernel.language.antiderivatives import integrated
from derivcheck.kernel.language.claims import Claim, Context, Relation
from derivcheck.kernel.language.definedness import needed
from derivcheck.kernel.language.orders import ordered
from derivcheck.kernel.language.terms import TRUE, App, Term, conjuncts

COMPARISONS: dict[str, Relation] = {
    "=": "=", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">=",
}  # fmt: skip
BACKWARDS = frozenset(("iff", "implied by"))
"""Relations that speak of all points at which the later statement holds."""

Goal = tuple[Term, Relation, Term]


@dataclass(frozen=True, slots=True)
class Obligation:
    """A step, and what it must earn.

    Arguments:
        step: the step or sub-step.
        term: what it states, definitions unfolded; None if it could not be read.
        before: the obligation of its predecessor; None at an opening and for a claim.
        goal: before, relation, after with definitions unfolded; None if nothing is to be judged.
        context: the declarations, and what was assumed of them in the file.
        uses: the obligations of the steps that `using:` and `because:` bring.
        meanings: of the defined names, at this step.
        problems: why it cannot be judged.
        start: of a sub-step of a statement, the statement that its step starts from.
        onward: whether that step only goes on from there, as `implies` does.
        assumed: whether the start is assumed.
    """

    step: Step
    term: Term | None
    before: Obligation | None
    goal: Goal | None
    context: Context
    uses: tuple[Obligation, ...] = ()
    meanings: Meanings = field(default_factory=Meanings)
    problems: tuple[Diagnostic, ...] = ()
    start: Obligation | None = None
    onward: bool = False
    assumed: bool = False

    def claim(self, standing: Standing | None = None) -> Claim | None:
        """What is to be proved.

        Arguments:
            standing: how the steps above turned out; by default they hold as they stand.
        """
        if self.goal is None:
            return None
        before, relation, after = self.goal
        claim = Claim(brought(self, standing or Standing()), before, relation, after)
        return read_over_the_reals(claim)

    @property
    def folded(self) -> Goal | None:
        """The goal as the author wrote it, definitions folded, for the rules named by `by:`."""
        if self.goal is None or self.step.text.term is None:
            return None
        if self.step.role == "claim":
            return claimed(self.step.text.term)
        before = self.before.step.text.term if self.before else None
        return None if before is None else (before, self.goal[1], self.step.text.term)

    @property
    def path(self) -> Iterator[Obligation]:
        """The steps of its chain down to it, from below."""
        step: Obligation | None = self
        while step is not None:
            yield step
            step = step.before

    @property
    def states(self) -> Term | None:
        """What is true where the step holds, as one statement; None at an opening."""
        if self.step.role != "expr":
            return self.term
        return App(self.goal[1], (self.goal[0], self.goal[2])) if self.goal else None

    def assuming(self) -> Obligation:
        """The same where the start may be used."""
        if self.start is None:
            return self
        brings = (self.start,) if self.onward else ()
        return replace(self, uses=(*self.uses, *brings), assumed=True)


@dataclass(frozen=True, slots=True)
class Standing:
    """How the steps above turned out.

    Arguments:
        wrong: ids of those that are refuted or cannot be read; they bring nothing but what they
            rest on.
        asserted: ids of those that are taken to hold at the point, whatever they bring.
        earned: id -> the obligation that was judged, where the step earned another one than that
            towards its predecessor.
    """

    wrong: frozenset[str] = frozenset()
    asserted: frozenset[str] = frozenset()
    earned: Mapping[str, Obligation] = field(default_factory=dict)

    def of(self, steps: Iterable[Obligation | None]) -> Iterator[Obligation]:
        """The steps as they were judged."""
        return (self.earned.get(o.step.id, o) for o in steps if o is not None)


def claimed(statement: Term) -> Goal:
    """What a claim must earn: a single relation is judged as a step from side to side."""
    match statement:
        case App(head, (left, right)) if head in COMPARISONS:
            return left, COMPARISONS[head], right
    return TRUE, "implies", statement


def brought(obligation: Obligation, standing: Standing) -> Context:
    """The context of an obligation with what the steps it uses bring.

    Arguments:
        standing: how the steps above turned out.
    """
    at_point = _Brought(standing)
    at_point.assume(_assumptions(obligation, standing))
    for u in _reached(obligation.uses, standing):
        at_point.bring(u)
    at_point.assume(_asserted(obligation, standing))
    context, facts = obligation.context, tuple(dict.fromkeys(at_point.facts))
    stated = (*context.assumptions, *dict.fromkeys(at_point.assumptions))
    return replace(context, assumptions=stated, facts=facts)


def givens(obligation: Obligation, standing: Standing) -> tuple[Obligation, ...]:
    """Every `given` that the steps used by an obligation rest on and that it may assume.

    Arguments:
        standing: how the steps above turned out.
    """
    found = _reached(obligation.uses, standing, deep=True)
    return tuple(g for g in found if g.step.role == "given" and not _is_own(g, obligation))


def _is_own(given: Obligation, obligation: Obligation) -> bool:
    """Whether a `given` is a supposition within `because:`, or what an equivalence starts from."""
    if given.step.id.startswith(f"{obligation.step.id}."):
        return True
    backwards = obligation.goal is not None and obligation.goal[1] in BACKWARDS
    return backwards and any(o.step.id == given.step.id for o in obligation.path)


def _assumptions(obligation: Obligation, standing: Standing) -> list[Term]:
    """The statements under which an obligation is judged; all else that is brought follows."""
    found = [g.term for g in givens(obligation, standing) if g.term is not None]
    start = obligation.start if obligation.assumed else None
    return [*found, start.term] if start is not None and start.term is not None else found


def _asserted(obligation: Obligation, standing: Standing) -> list[Term]:
    named = (u for u in obligation.uses if u.step.id in standing.asserted)
    return [s for s in (standing.earned.get(u.step.id, u).states for u in named) if s is not None]


def _reached(
    used: Iterable[Obligation], standing: Standing, deep: bool = False
) -> tuple[Obligation, ...]:
    """Used steps that may be used, and the statements of the chains above them, in order.

    Arguments:
        deep: whether also what they use in turn.
    """
    found: dict[str, Obligation] = {}
    pending = [(o, False) for o in reversed(tuple(standing.of(used)))]
    seen: set[str] = set()
    while pending:
        o, ready = pending.pop()
        if ready:
            found[o.step.id] = o
        elif o.step.id not in seen:
            seen.add(o.step.id)
            below = (*(o.uses if deep else ()), *_above(o))
            pending += [(o, True), *((u, False) for u in standing.of(below))]
    return tuple(o for name, o in found.items() if name not in standing.wrong)


def _above(o: Obligation) -> tuple[Obligation | None, ...]:
    """The statements on which a statement rests by its place; not what it implies itself."""
    rests = o.goal is not None and o.goal[1] in ("iff", "implies")
    return (o.before if rests else None, o.start if o.assumed else None)


@dataclass(slots=True)
class _Brought:
    """What is brought so far: what is known at the point, under which conditions."""

    standing: Standing
    assumptions: list[Term] = field(default_factory=list)
    facts: list[Term] = field(default_factory=list)
    known: dict[Term, tuple[Term, ...]] = field(default_factory=dict)
    local: set[Term] = field(default_factory=set)

    def assume(self, statements: Iterable[Term]) -> None:
        """Statements that are true at the point."""
        for part in conjuncts(statements):
            self.assumptions.append(part)
            self.known[part] = ()
            self.local.add(part)

    def bring(self, used: Obligation) -> None:
        """What a judged step earned, in the light of what is known."""
        if used.goal is None:
            return
        before, relation, after = used.goal
        if _of_families(Claim(used.context, before, relation, after)):
            return
        if relation == "implied by":
            before, relation, after = after, "implies", before
        under = conjuncts(_assumptions(used, self.standing))
        missing = tuple(c for c in dict.fromkeys(under) if c not in self.known)
        if missing:
            statement = after if before == TRUE else App(relation, (before, after))
            self.facts.append(App("implies", (_all(missing), statement)))
        elif relation in COMPARISONS:
            self.related(App(relation, (before, after)), used.context, bool(under))
        else:
            self.follows(before, relation, after, bool(under))

    def related(self, fact: Term, context: Context, local: bool) -> None:
        """An equation or inequality: the kernel has it hold where its sides have values."""
        self.facts.append(fact)
        self.known.setdefault(fact, needed(fact, context))
        if local:
            self.local.add(fact)

    def follows(self, before: Term, relation: str, after: Term, local: bool) -> None:
        """A statement that is true where another is; its sides have values there."""
        antecedents = () if before == TRUE else conjuncts((before,))
        if not all(c in self.known for c in antecedents):
            self.facts.append(App(relation, (before, after)))
            return
        conditions = tuple(dict.fromkeys(d for c in antecedents for d in self.known[c]))
        local = local or not self.local.isdisjoint(antecedents)
        into = self.assumptions if local and before != TRUE else self.facts
        for part in conjuncts((after,)):
            into.append(App("implies", (_all(conditions), part)) if conditions else part)
            self.known.setdefault(part, conditions)
            if local:
                self.local.add(part)


def _of_families(claim: Claim) -> bool:
    """Whether a line stands for many functions: what is proved of that is no fact."""
    named, sides = (
        claim.relation in COMPARISONS and bool(constants(claim)),
        (claim.before, claim.after),
    )
    return named or any(integrated(t) or ordered(t) for t in sides)


def _all(parts: tuple[Term, ...]) -> Term:
    return parts[0] if len(parts) == 1 else App("and", parts)
