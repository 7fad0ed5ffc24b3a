"""What each step of a derivation must earn.  TRUSTED: what is proved is what is stated here.

A chain continues from the last step of its kind that could be read; `from:` names another one.

    role                        claim
    expr                        predecessor rel step
    claim: A rel B              A rel B
    claim: P (compound)         true implies P
    iff, implies, implied by    predecessor iff step, ...
    given, the opening of a chain of expressions: nothing

What a step brings where it is used: a `given` its statement, as an assumption at the point; every
other step the statement it earned, as a fact.  A fact that was earned under a `given` is an
implication, unless that is brought as well; of an implication whose antecedent is brought, the
consequent is an assumption.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from derivcheck.diagnostics import Diagnosis, Diagnostic
from derivcheck.documents.model import Definition, Derivation, Step
from derivcheck.kernel.claims import Claim, Context, Relation
from derivcheck.kernel.terms import TRUE, App, Term
from derivcheck.unfolding import Meanings, define, unfold

COMPARISONS: dict[str, Relation] = {
    "=": "=", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">=",
}  # fmt: skip
LINKS: dict[str, Relation] = {"iff": "iff", "implies": "implies", "implied by": "implied by"}


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
    """

    step: Step
    term: Term | None
    before: Obligation | None
    goal: tuple[Term, Relation, Term] | None
    context: Context
    uses: tuple[Obligation, ...] = ()
    meanings: Meanings = field(default_factory=Meanings)
    problems: tuple[Diagnostic, ...] = ()

    def claim(self, without: frozenset[str] = frozenset()) -> Claim | None:
        """What is to be proved.

        Arguments:
            without: ids of steps that must not be used because they are refuted.
        """
        if self.goal is None:
            return None
        before, relation, after = self.goal
        return Claim(brought(self, without), before, relation, after)

    @property
    def folded(self) -> tuple[Term, Relation, Term] | None:
        """The goal as the author wrote it, definitions folded, for the rules named by `by:`."""
        if self.goal is None or self.step.text.term is None:
            return None
        if self.step.role == "claim":
            return _claimed(self.step.text.term)
        before = self.before.step.text.term if self.before else None
        return None if before is None else (before, self.goal[1], self.step.text.term)


def obligations(derivation: Derivation) -> tuple[Obligation, ...]:
    """What every step must earn, sub-steps before the step they belong to.

    Arguments:
        derivation: any, also one with problems.
    """
    meanings = _defined(Meanings(), derivation.definitions)
    try:
        assumptions = tuple(unfold(s, meanings) for s in derivation.context.assumptions)
        problems: tuple[Diagnostic, ...] = ()
    except Diagnosis as error:
        assumptions, problems = (), (error.diagnostic,)
    context = replace(derivation.context, assumptions=assumptions)
    walk = _Walk(context, problems)
    walk.level(derivation.steps, meanings)
    return tuple(walk.made)


# --- what used steps bring -----------------------------------------------------------------------


def brought(obligation: Obligation, without: frozenset[str]) -> Context:
    """The context of an obligation with what the steps it uses bring.

    Arguments:
        without: ids of steps that bring nothing.
    """
    context = obligation.context
    used = [u for u in obligation.uses if u.step.id not in without]
    at_point = list(_given(used))
    facts: list[Term] = []
    for u in used:
        match _earned(u, at_point):
            case App("implies", (p, q)) if all(c in at_point for c in _conjuncts(p)):
                at_point.extend(_conjuncts(q))
            case statement if statement is not None:
                facts.append(statement)
    assumptions = (*context.assumptions, *dict.fromkeys(at_point))
    return replace(context, assumptions=assumptions, facts=tuple(dict.fromkeys(facts)))


def _given(used: Iterable[Obligation]) -> Iterator[Term]:
    return (u.term for u in used if u.step.role == "given" and u.term is not None)


def _earned(used: Obligation, at_point: Sequence[Term]) -> Term | None:
    """What a judged step earned, as an implication if it was earned under other assumptions.

    An equation or inequality earned holds where its sides are defined, so that it is never an
    assumption, which would leave out the points at which they are not.
    """
    if used.goal is None:
        return None
    before, relation, after = used.goal
    match relation:
        case "implied by":
            statement: Term = App("implies", (after, before))
        case "implies" if before == TRUE:
            statement = after
        case _:
            statement = App(relation, (before, after))
    own = tuple(s for s in _given(used.uses) if s not in at_point)
    if not own:
        return statement
    return App("implies", (own[0] if len(own) == 1 else App("and", own), statement))


def _conjuncts(p: Term) -> tuple[Term, ...]:
    return p.args if isinstance(p, App) and p.head == "and" else (p,)


# --- from steps to obligations -------------------------------------------------------------------


def _defined(meanings: Meanings, definitions: Sequence[Definition]) -> Meanings:
    for d in definitions:
        if d.body.term is not None:
            meanings = define(meanings, d.name, d.parameters, d.body.term)
    return meanings


@dataclass(slots=True)
class _Walk:
    """The obligations made so far, and the labels that stand above."""

    context: Context
    problems: tuple[Diagnostic, ...]
    made: list[Obligation] = field(default_factory=list)
    labels: dict[str, Obligation] = field(default_factory=dict)

    def level(self, steps: Sequence[Step], meanings: Meanings) -> tuple[Obligation, ...]:
        """The obligations of one level of steps."""
        last: dict[bool, Obligation] = {}
        found = []
        for step in steps:
            meanings = _defined(meanings, step.definitions)
            because = self.level(step.because, meanings)
            one = self.one(step, meanings, last, because)
            found.append(one)
            self.made.append(one)
            if step.label:
                self.labels[step.label] = one
            if one.term is not None:
                last[step.role == "expr"] = one
        return tuple(found)

    def one(
        self,
        step: Step,
        meanings: Meanings,
        last: dict[bool, Obligation],
        because: tuple[Obligation, ...],
    ) -> Obligation:
        """The obligation of one step.

        Arguments:
            last: the last readable expression (True) and statement (False) of the level.
            because: the obligations of its sub-steps.
        """
        nothing = Obligation(step, None, None, None, self.context)
        if step.text.term is None or step.problems or self.problems:
            return replace(nothing, problems=step.problems or self.problems)
        try:
            term = unfold(step.text.term, meanings)
            before = self.predecessor(step, last)
            brings = (b for b in because if b.goal or b.problems)
            uses = (*(self.used(label) for label in step.using), *brings)
        except Diagnosis as error:
            placed = error.diagnostic if error.diagnostic.place else _placed(error.diagnostic, step)
            return replace(nothing, problems=(placed,))
        goal = _goal(step, term, before)
        return Obligation(step, term, before, goal, self.context, uses, meanings)

    def predecessor(self, step: Step, last: dict[bool, Obligation]) -> Obligation | None:
        """The step that this one continues.  Raises: Diagnosis."""
        if step.role in ("given", "claim") or step.origin == "none":
            return None
        if step.origin is not None:
            found = self.labels.get(step.origin)
            if found is None or found.term is None:
                raise Diagnosis(_unreadable(step.origin))
            return found
        if step.role == "expr":
            return last.get(True)
        if False not in last:
            raise Diagnosis(Diagnostic("DC703", "there is no statement to continue"))
        return last[False]

    def used(self, label: str) -> Obligation:
        """The step that carries a label.  Raises: Diagnosis."""
        found = self.labels.get(label)
        if found is None:
            raise Diagnosis(_unreadable(label))
        if found.term is not None and found.goal is None and found.step.role != "given":
            message = f"the step `{label}` opens a chain and states nothing that could be used"
            raise Diagnosis(Diagnostic("DC703", message, "name a claim, or a later step"))
        return found


def _goal(step: Step, term: Term, before: Obligation | None) -> tuple[Term, Relation, Term] | None:
    if step.role == "claim":
        return _claimed(term)
    if before is None or before.term is None:
        return None
    return before.term, LINKS.get(step.role, step.relation), term


def _claimed(statement: Term) -> tuple[Term, Relation, Term]:
    match statement:
        case App(head, (left, right)) if head in COMPARISONS:
            return left, COMPARISONS[head], right
    return TRUE, "implies", statement


def _unreadable(label: str) -> Diagnostic:
    hint = "mend that step first"
    return Diagnostic("DC701", f"the step with the label `{label}` cannot be read", hint)


def _placed(diagnostic: Diagnostic, step: Step) -> Diagnostic:
    return replace(diagnostic, place=step.text.place, span=None)
