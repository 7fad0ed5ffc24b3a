"""Steps of a document amended after they were read: what cannot be meant as it was taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

import yaml

from derivcheck.diagnostics import Diagnosis
from derivcheck.documents.manuscripts.nodes import scalar
from derivcheck.documents.manuscripts.steps import Steps
from derivcheck.documents.model import Derivation, Step
from derivcheck.documents.unfolding import Meanings, define, unfold
from derivcheck.kernel.enclosures.evaluation import holds
from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.terms import App, Bind, Sym, Term, free_names, number, substitute

TRIED = (2, 5, 11)
"""Where an equation is looked at that may hold for all numbers."""


def claimed(steps: Steps, read: Derivation) -> bool:
    """Makes claims of statements that open a list and leave nothing open.

    Those about no declared name, such as `1 + 1 = 2`, could be a condition on nothing; that the
    derivative of a defined function is an expression, `f'(x) = 2x`, is no condition either.
    Nor are several equations between expressions in the same names, `(a + b)^2 = a^2 + 2ab + b^2`.
    """
    if len(read.steps) != len(steps.nodes):
        return False
    if steps.opened and _are_identities(read):
        return _all_claimed(steps)
    found = False
    defined = {d.name: d.body.term for d in read.definitions}
    for n in steps.opened:
        term, node = read.steps[n].text.term, steps.nodes[n]
        settled = term is not None and (not free_names(term) or _is_derivative(term, defined))
        if not settled or not isinstance(node, yaml.MappingNode):
            continue
        (key, value), *rest = node.value
        place = key.start_mark.index, key.end_mark.index
        node.value = [(scalar("claim", *place), value), *rest]
        found = True
    return found


def _are_identities(read: Derivation) -> bool:
    """Whether all that is stated are equations of expressions in the same names, and several.

    Whoever solves an equation ends with a name alone, or with a side without it.  What is said of
    unknown functions and arrays, `f''(x) = -f(x)`, `AB = BA`, may be a condition.  Of an equation
    that is rewritten, `x^2 + y^2 = 2xy`, `x^2 - xy = xy - y^2`, no line holds for all numbers.
    """
    terms = [step.text.term for step in read.steps]
    if any(step.role not in ("given", "implies") or step.problems for step in read.steps):
        return False
    parts = [part for t in terms for part in _stated(t)]
    numbers = {name for name, sort in read.context.sorts.items() if sort.is_number}
    if len(parts) < 2 or not all(_is_identity(part, numbers) for part in parts):
        return False
    return any(_may_hold_always(part, read.context) for part in parts if part)


def _stated(t: Term | None) -> tuple[Term | None, ...]:
    """The statements that a step makes at once."""
    match t:
        case App("and", parts):
            return parts
    return (t,)


def _is_identity(t: Term | None, numbers: Set[str]) -> bool:
    """Whether a statement is an equation of two expressions in the same numbers, at least one."""
    match t:
        case App("=", (left, right)):
            same = free_names(left) == free_names(right) != frozenset()
            same = same and free_names(left) <= numbers
            return same and not isinstance(left, Sym) and not isinstance(right, Sym)
    return False


def _may_hold_always(t: Term, context: Context) -> bool:
    """Whether an equation fails at none of a few numbers."""
    names, closed = sorted(free_names(t)), Context({}, (), context.field)
    for first in TRIED:
        values = (number(first + n) / number(TRIED[-1]) for n in range(len(names)))
        whole = (number(first + n) for n in range(len(names)))
        pairs = zip(names, values, whole, strict=True)
        point = {x: n if context.sorts[x].base == "integer" else q for x, q, n in pairs}
        if holds(substitute(t, point), {}, closed) is False:
            return False
    return True


def _all_claimed(steps: Steps) -> bool:
    """Makes claims of all steps, each by itself."""
    for node in steps.nodes:
        (key, value), *rest = node.value
        place = key.start_mark.index, key.end_mark.index
        kept = [row for row in rest if row[0].value not in ("from", "using")]
        node.value = [(scalar("claim", *place), value), *kept]
    return True


def _is_derivative(term: Term, defined: Mapping[str, Term | None]) -> bool:
    """Whether a derivative of a defined function is equal to an expression that varies."""
    match term:
        case App("=", (Bind("diff", _, body), right)):
            known, names = _behind({*free_names(body)} & {*defined}, defined), free_names(right)
            return bool(known and names) and names & set(defined) <= known
    return False


def _behind(names: set[str], defined: Mapping[str, Term | None]) -> set[str]:
    """Defined names, and those that their definitions use."""
    found, waiting = set[str](), set(names)
    while waiting:
        found |= waiting
        terms = (defined[name] for name in waiting)
        used = {n for t in terms if t is not None for n in free_names(t)}
        waiting = (used & set(defined)) - found
    return found


def forgotten(steps: Steps, read: Derivation) -> bool:
    """Takes out the conditions of remarks that cannot be read, which then say nothing."""
    if len(read.steps) != len(steps.nodes):
        return False
    remarked = [node for node, _ in steps.remarked]
    meanings = _meanings(read)
    unread = [
        node
        for node, step in zip(steps.nodes, read.steps, strict=True)
        if node in remarked and not _has_meaning(step, meanings)
    ]
    lost = {name for node, name in steps.remarked if node in unread}
    gone = [node for node, _ in steps.remarked if node in unread]
    if not gone:
        return False
    take_out(steps, gone)
    for node in steps.nodes:
        node.value = [row for row in node.value if not _without(row, lost)]
    return True


def take_out(steps: Steps, gone: Sequence[yaml.MappingNode]) -> None:
    """Takes steps out; those behind them have other numbers then."""
    numbers = [n for n, node in enumerate(steps.nodes) if node in gone]
    steps.opened = [n - sum(1 for m in numbers if m < n) for n in steps.opened]
    steps.nodes = [node for node in steps.nodes if node not in gone]


def _without(row: tuple[yaml.Node, yaml.Node], lost: set[str]) -> bool:
    """Takes names out of what a step uses; whether nothing is left of it."""
    key, used = row
    if key.value != "using" or not isinstance(used, yaml.SequenceNode):
        return False
    used.value = [name for name in used.value if name.value not in lost]
    return not used.value


def _meanings(read: Derivation) -> Meanings:
    made = Meanings()
    for d in read.definitions:
        if d.body.term is not None:
            made = define(
                made, d.name, d.parameters, d.body.term, read.context.sorts, read.context.field
            )
    return made


def _has_meaning(step: Step, meanings: Meanings) -> bool:
    """Whether a step could be read, and says something with all that is defined."""
    if step.text.term is None or step.problems:
        return False
    try:
        unfold(step.text.term, meanings)
    except Diagnosis:
        return False
    return True
