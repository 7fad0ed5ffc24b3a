"""Deduction: what evidence proves by a table of rules, one for each kind.  Nothing here searches.

    infer(evidence, facts)        the statement that evidence proves, wherever its sides have values
    certain(evidence, facts)      the same, its sides having values
    prove(goal, evidence, facts)  whether it proves the goal, its sides having values; else Rejected

A rule is handed the evidence, the facts, and the deduction itself, which judges its premises.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.checker.requirements import require, require_declared, require_defined
from derivcheck.kernel.checker.theorems import Agreement, Certain, Equality, Guarded, Rejected
from derivcheck.kernel.language.evidence import Evidence
from derivcheck.kernel.language.orders import ordered
from derivcheck.kernel.language.terms import App, Bind, Term, alpha_equal

Rule = Callable[[Any, Facts, "Deduction"], Term]
"""The statement that evidence of one kind proves.  Raises: Rejected."""
GoalRule = Callable[[Any, Any, Facts, "Deduction"], None]
"""Whether evidence of one kind proves a goal of one form.  Raises: Rejected."""


@dataclass(frozen=True, slots=True)
class Deduction:
    """The rules, tied to one another.

    Arguments:
        rules: for kinds of evidence that carry their conclusion.
        goals: for kinds that take it from the goal, and the head of the goal, "" for any.
    """

    rules: Mapping[type, Rule]
    goals: Mapping[tuple[type, str], GoalRule]

    def infer(self, evidence: Evidence | None, facts: Facts) -> Guarded:
        """The statement that evidence proves, wherever its sides have values.

        Arguments:
            evidence: of a kind that carries its conclusion.
            facts: what may be used; evidence speaks of the names declared there, or opens its own.

        Raises:
            Rejected: if a premise does not hold or cannot be seen to hold.
        """
        rule = self.rules.get(type(evidence))
        if rule is None:
            raise Rejected(f"{type(evidence).__name__} needs a goal")
        require_declared(evidence, facts)
        return Guarded(rule(evidence, facts, self))

    def certain(self, evidence: Evidence | None, facts: Facts) -> Certain:
        """The statement that evidence proves, its sides having values.  Raises: Rejected."""
        found = self.infer(evidence, facts).statement
        require_defined(facts, found)
        return Certain(found)

    def agreement(self, evidence: Evidence | None, facts: Facts) -> Agreement:
        """The equation that evidence proves, wherever its sides have values.  Raises: Rejected."""
        match self.infer(evidence, facts).statement:
            case App("=", (left, right)):
                return Agreement(left, right)
        raise Rejected("an equation is needed")

    def equality(self, evidence: Evidence | None, facts: Facts) -> Equality:
        """The equation that evidence proves, its sides having values.  Raises: Rejected."""
        found = self.agreement(evidence, facts)
        require_defined(facts, found.left, found.right)
        return Equality(found.left, found.right)

    def having(self, lemmas: Sequence[Evidence], facts: Facts) -> Facts:
        """The facts with what lemmas prove, one after the other.  Raises: Rejected."""
        for lemma in lemmas:
            facts = _learned(self.certain(lemma, facts), facts)
        return facts

    def prove(self, goal: Term, evidence: Evidence | None, facts: Facts) -> None:
        """Requires that evidence proves a statement; None that it follows as a side condition.

        Raises: Rejected.
        """
        if evidence is None:
            if ordered(goal):
                raise Rejected("terms of an order have a rule of their own", goal)
            require(facts, goal)
            return
        require_declared(evidence, facts)
        head = goal.head if isinstance(goal, App | Bind) else ""
        for form in (head, ""):
            if (type(evidence), form) in self.goals:
                self.goals[type(evidence), form](goal, evidence, facts, self)
                return
        require_defined(facts, goal)
        if not alpha_equal(self.infer(evidence, facts).statement, goal):
            raise Rejected("the evidence proves something else", goal)


def _learned(found: Certain, facts: Facts) -> Facts:
    return facts.knowing(found.statement)
