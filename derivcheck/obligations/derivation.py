"""What each step of a derivation must earn.  TRUSTED: what is proved is what is stated here.

A chain continues from the last step of its kind that could be read, if what it skips changes
nothing: of `a <= ?, ? = c` follows no `a = c`, and a chain whose opening cannot be read opens
again.  `from:` names another step.

    role                        claim
    expr                        predecessor rel step
    claim: A rel B              A rel B
    claim: P (compound)         true implies P
    iff, implies, implied by    predecessor iff step, ...
    given, the opening of a chain of expressions: nothing

A sub-step of a statement may use the statement that its step starts from (`Obligation.start`), and
never the one it explains.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from derivcheck.diagnostics import Diagnosis, Diagnostic
from derivcheck.documents.model import Definition, Derivation, Step
from derivcheck.documents.unfolding import Meanings, define, unfold
from derivcheck.kernel.language.claims import LINKS, Context
from derivcheck.kernel.language.terms import Term
from derivcheck.notation.check import (
    require_alike,
    require_no_order,
    require_placed,
    require_related,
)
from derivcheck.obligations.obligation import Goal, Obligation, claimed

Start = tuple[Obligation | None, bool]
"""The statement that a step starts from, and whether the step only goes on from it."""


def obligations(derivation: Derivation) -> tuple[Obligation, ...]:
    """What every step must earn, sub-steps before the step they belong to.

    Arguments:
        derivation: any, also one with problems.
    """
    meanings = _defined(Meanings(), derivation.definitions, derivation.context)
    try:
        assumptions = tuple(unfold(s, meanings) for s in derivation.context.assumptions)
        problems: tuple[Diagnostic, ...] = ()
    except Diagnosis as error:
        assumptions, problems = (), (error.diagnostic,)
    context = replace(derivation.context, assumptions=assumptions)
    walk = _Walk(context, problems)
    walk.level(derivation.steps, meanings)
    return tuple(walk.made)


# --- from steps to obligations -------------------------------------------------------------------


def _defined(meanings: Meanings, definitions: Sequence[Definition], context: Context) -> Meanings:
    for d in definitions:
        if d.body.term is not None:
            body, sorts = d.body.term, context.sorts
            meanings = define(meanings, d.name, d.parameters, body, sorts, context.field)
    return meanings


@dataclass(slots=True)
class _Last:
    """The last expression (True) and statement (False) of a level that could be read.

    Arguments:
        skipped: how the unreadable steps since then are related to those before them.
    """

    of: dict[bool, Obligation] = field(default_factory=dict)
    skipped: dict[bool, set[str]] = field(default_factory=lambda: {True: set(), False: set()})

    def add(self, one: Obligation) -> None:
        """One more step of the level."""
        step, kind = one.step, one.step.role == "expr"
        if one.term is not None:
            self.of[kind], self.skipped[kind] = one, set()
        else:
            opens = step.origin is not None or step.role in ("given", "claim")
            self.skipped[kind].add(_OPENING if opens else _link(step))

    def before(self, step: Step) -> Obligation | None:
        """The step that one continues: what is skipped may be as strong as its own relation."""
        kind = step.role == "expr"
        own = {_link(step)} & _TRANSITIVE
        return self.of.get(kind) if self.skipped[kind] <= own | {"=", "iff"} else None


_OPENING = "opening"
_TRANSITIVE = frozenset(("=", "<", "<=", ">", ">=", "iff", "implies", "implied by"))


def _link(step: Step) -> str:
    """How a step is related to its predecessor."""
    return step.relation if step.role == "expr" else LINKS.get(step.role, step.role)


@dataclass(slots=True)
class _Walk:
    """The obligations made so far, and the labels that stand above."""

    context: Context
    problems: tuple[Diagnostic, ...]
    made: list[Obligation] = field(default_factory=list)
    labels: dict[str, Obligation] = field(default_factory=dict)

    def level(
        self, steps: Sequence[Step], meanings: Meanings, above: Start = (None, False)
    ) -> tuple[Obligation, ...]:
        """The obligations of one level of steps.

        Arguments:
            above: what the step they explain starts from.
        """
        last = _Last()
        found = []
        for step in steps:
            meanings = _defined(meanings, step.definitions, self.context)
            because = self.level(step.because, meanings, self.start(step, last, above))
            one = self.one(step, meanings, last, because)
            one = replace(one, start=above[0], onward=above[1])
            found.append(one)
            self.made.append(one)
            if step.label:
                self.labels[step.label] = one
            last.add(one)
        return tuple(found)

    def start(self, step: Step, last: _Last, above: Start) -> Start:
        """What the sub-steps of a step may start from: of a statement its predecessor."""
        if step.role not in LINKS:
            return above
        try:
            return self.predecessor(step, last), step.role == "implies"
        except Diagnosis:  # it is told where the step itself is made
            return None, False

    def one(
        self,
        step: Step,
        meanings: Meanings,
        last: _Last,
        because: tuple[Obligation, ...],
    ) -> Obligation:
        """The obligation of one step.

        Arguments:
            last: the last readable expression and statement of the level.
            because: the obligations of its sub-steps.
        """
        nothing = Obligation(step, None, None, None, self.context)
        if step.text.term is None or step.problems or self.problems:
            return replace(nothing, problems=step.problems or self.problems)
        try:
            term = unfold(step.text.term, meanings)
            require_placed(term, {})
            require_related(term, {})
            if step.role not in ("expr", "claim") or step.relation != "=":
                require_no_order(term, {})
            before = self.predecessor(step, last)
            if step.role == "expr" and before is not None and before.term is not None:
                require_alike(before.term, term, self.context)
            brings = (b for b in because if b.goal or b.problems)
            uses = (*(self.used(label) for label in step.using), *brings)
        except Diagnosis as error:
            placed = error.diagnostic if error.diagnostic.place else _placed(error.diagnostic, step)
            return replace(nothing, problems=(placed,))
        goal = _goal(step, term, before)
        return Obligation(step, term, before, goal, self.context, uses, meanings)

    def predecessor(self, step: Step, last: _Last) -> Obligation | None:
        """The step that this one continues.  Raises: Diagnosis."""
        if step.role in ("given", "claim") or step.origin == "none":
            return None
        if step.origin is not None:
            found = self.labels.get(step.origin)
            if found is None or found.term is None:
                raise Diagnosis(_unreadable(step.origin))
            return found
        found = last.before(step)
        if found is None and step.role != "expr":
            message = "there is no statement to continue"
            if last.skipped[False]:
                message = "what this statement follows from cannot be read"
            raise Diagnosis(Diagnostic("DC703", message))
        return found

    def used(self, label: str) -> Obligation:
        """The step that carries a label.  Raises: Diagnosis."""
        found = self.labels.get(label)
        if found is None:
            raise Diagnosis(_unreadable(label))
        if found.term is not None and found.goal is None and found.step.role != "given":
            message = f"the step `{label}` opens a chain and states nothing that could be used"
            raise Diagnosis(Diagnostic("DC703", message, "name a claim, or a later step"))
        return found


def _goal(step: Step, term: Term, before: Obligation | None) -> Goal | None:
    if step.role == "claim":
        return claimed(term)
    if before is None or before.term is None:
        return None
    return before.term, LINKS.get(step.role, step.relation), term


def _unreadable(label: str) -> Diagnostic:
    hint = "mend that step first"
    return Diagnostic("DC701", f"the step with the label `{label}` cannot be read", hint)


def _placed(diagnostic: Diagnostic, step: Step) -> Diagnostic:
    return replace(diagnostic, place=step.text.place, span=None)
