"""The rules named by `by:`: whether a step that is true is an instance of its rule.

    confirm    the outcome for each name of one step
    rule_rows  the table, in text

What is confirmed here never changes a verdict: a step that is proved stays proved, and one that is
not an instance of its rule gets a warning with the rule that would explain it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from derivcheck.kernel.language.claims import Context, Relation
from derivcheck.kernel.language.terms import Term
from derivcheck.notation.plain import show
from derivcheck.rules.instances import Instance, Named, Unfold
from derivcheck.rules.table import RULES, Rule, nearest, rule_named


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found about one name of `by:`.

    Arguments:
        name: as written.
        known: whether it is the name of a rule.
        confirmed: whether the step is an instance.
        nearest: for an unknown name, the nearest known one, or empty.
        explains: for one that is not confirmed, a rule that would explain the step, or empty.
    """

    name: str
    known: bool
    confirmed: bool
    nearest: str = ""
    explains: str = ""


def confirm(
    names: tuple[str, ...],
    before: Term,
    after: Term,
    relation: Relation,
    context: Context,
    unfold: Unfold = lambda t: t,
) -> list[Outcome]:
    """Whether a step is an instance of the rules its `by:` names, all of them together.

    Arguments:
        names: as written under `by:`.
        before, after: the two sides, definitions folded or not.
        relation: how they relate; of two equations the differences of the sides are compared.
        context: the sorts of the declared names, assumptions, and as facts what the step may use:
            the proved claims of its `because:` and the facts of its `using:`.
        unfold: replaces defined names by what defines them.
    """
    step = Instance(before, after, relation, context, unfold)
    rules = [_meant(name, step) for name in names]
    known = [(rule, name) for rule, name in zip(rules, names, strict=True) if rule]
    done = step.explained(known) if known else frozenset()
    explains = "" if {rule.name for rule, _ in known} <= done else _explanation(step)
    outcomes = []
    for rule, name in zip(rules, names, strict=True):
        if rule is None:
            outcomes.append(Outcome(name, known=False, confirmed=False, nearest=nearest(name)))
        elif rule.name in done:
            outcomes.append(Outcome(name, known=True, confirmed=True))
        else:
            outcomes.append(Outcome(name, known=True, confirmed=False, explains=explains))
    return outcomes


def rule_rows() -> list[tuple[str, str, str, str]]:
    """The table of rules as text: name, pattern, result, conditions."""
    return [
        (
            rule.name,
            show(rule.pattern) if rule.pattern else rule.remark,
            show(rule.result) if rule.result else "",
            ", ".join(map(show, rule.conditions)),
        )
        for rule in RULES
    ]


def _meant(name: str, step: Instance) -> Rule | None:
    return rule_named(f"definition of {name}" if name in step.definitions else name)


def _explanation(step: Instance) -> str:
    """The first rule that would explain a step alone, or an empty string."""
    singles = (named for rule in RULES for named in _named(rule, step))
    return next((name for rule, name in singles if step.explained([(rule, name)])), "")


def _named(rule: Rule, step: Instance) -> Iterator[Named]:
    """A rule with its name; `definition` with each defined name of the step."""
    if rule.kind == "definition":
        yield from ((rule, f"definition of {name}") for name in step.definitions)
    else:
        yield rule, rule.name
