"""The rules named by `by:`: whether a step that is true is an instance of its rule.

    confirm    the outcome for each name of one step
    rule_rows  the table, in text

What is confirmed here never changes a verdict: a step that is proved stays proved, and one to which
the name of its rule does not fit gets a warning with the rule that would explain it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from derivcheck.kernel.language.claims import Context, Relation
from derivcheck.kernel.language.terms import Term
from derivcheck.notation.plain import show
from derivcheck.rules.fitting import fits
from derivcheck.rules.instances import Instance, Named, Unfold
from derivcheck.rules.table import RULES, Rule, nearest, parts_of, rule_named


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found about one name of `by:`.

    Arguments:
        name: as written.
        known: whether it is the name of a rule.
        confirmed: whether the step is an instance.
        nearest: for an unknown name, the nearest known one, or empty.
        explains: for one that does not fit, a rule that would explain the step, or empty.
        fits: whether the rule is at work in the step, if only with other things (`fitting.py`).
    """

    name: str
    known: bool
    confirmed: bool
    nearest: str = ""
    explains: str = ""
    fits: bool = False


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
    written = [(name, [(part, _meant(part, step)) for part in parts_of(name)]) for name in names]
    known = [(rule, part) for _, meant in written for part, rule in meant if rule]
    done = step.explained(known) if known else frozenset()
    return [_outcome(name, meant, done, step) for name, meant in written]


def _outcome(
    name: str, meant: list[tuple[str, Rule | None]], done: frozenset[str], step: Instance
) -> Outcome:
    """What is said of one name: of the rules it means, of which some are confirmed."""
    rules = [(rule, part) for part, rule in meant if rule]
    if len(rules) < len(meant):
        return Outcome(name, known=False, confirmed=False, nearest=nearest(name))
    if all(rule.name in done for rule, _ in rules):
        return Outcome(name, known=True, confirmed=True, fits=True)
    if all(rule.name in done or fits(rule, part, step) for rule, part in rules):
        return Outcome(name, known=True, confirmed=False, fits=True)
    return Outcome(name, known=True, confirmed=False, explains=_explanation(step))


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
