"""Instances: whether one step is explained by given rules, and whether they do some of the work.

A step is explained by rewriting rules if its sides have equal normal forms modulo these rules,
linearity of derivatives and exact arithmetic, but not without them.  A rule also counts as used
where it explains an equation that the step rests on: the claims under `because:` are its details.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import get_args

from derivcheck.diagnostics import Diagnosis
from derivcheck.kernel.algebra.field import Field
from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.language.claims import LINKS, Context, Relation
from derivcheck.kernel.language.terms import (
    App,
    Sym,
    Term,
    conjuncts,
    free_names,
    fresh,
    substitute,
    subterms,
)
from derivcheck.provers.foundations.positions import depth
from derivcheck.rules.rewriting import Equation, Rewriting, TooLong, replaced, same_shape
from derivcheck.rules.table import ALWAYS, RULES, Rule, defined_name

Unfold = Callable[[Term], Term]
"""Definitions unfolded."""
Named = tuple[Rule, str]
"""A rule and the name that `by:` gave it."""

_COMPARED = tuple(r for r in get_args(Relation) if r not in LINKS)


class Instance:
    """One step, folded and unfolded, with the equations it may use.

    Arguments: as `rules.confirm`.
    """

    def __init__(
        self, before: Term, after: Term, relation: Relation, context: Context, unfold: Unfold
    ) -> None:
        self.relation, self.unfold = relation, unfold
        self.statements = unfold(before), unfold(after)
        self.folded, self.scaled = _sides(before, after, relation)
        self.before, self.after = map(unfold, self.folded)
        self.context = replace(context, facts=())
        self.facts = tuple(_equations(map(unfold, context.facts)))
        self.given = tuple(_equations(map(unfold, context.assumptions)))
        self.definitions = self._definitions()

    def explained(self, named: list[Named]) -> frozenset[str]:
        """The names of those rules, of the ones given, that the step is an instance of.

        Arguments:
            named: at least one; with several, the step is explained by all of them together.
        """
        try:
            rewriting = [rule for rule, _ in named if rule.kind == "rewrite"]
            return self._rewritten(named, rewriting) if rewriting else self._as_a_whole(named)
        except (TooLong, RecursionError, MemoryError):
            return frozenset()

    # --- rewriting rules -------------------------------------------------------------------------

    def _rewritten(self, named: list[Named], rules: list[Rule]) -> frozenset[str]:
        facts = self._usable(named)
        fired = self._equal(self.before, self.after, facts, rules)
        if fired is None or not self._needed(rules, facts):
            return frozenset()
        others = {r.name for r, name in named if r.kind != "rewrite" and self._takes_part(r, name)}
        return frozenset(others | {rule.name for rule in rules if rule.name in fired})

    def _usable(self, named: list[Named]) -> tuple[Equation, ...]:
        """The equations that may be used: what is given at the point only by substitution."""
        substituting = any(rule.kind == "substitution" for rule, _ in named)
        return (*self.facts, *self.given) if substituting else self.facts

    def _needed(self, rules: list[Rule], facts: tuple[Equation, ...]) -> bool:
        """Whether the rules do some of the work: of the step, or of a fact that it uses."""
        if not self._equal_without(self.before, self.after, facts, rules):
            return True
        pairs = ((self.before, self.after), *self.facts)
        return any(self._work(left, right, rules) for left, right in pairs)

    def _work(self, left: Term, right: Term, rules: list[Rule]) -> bool:
        if self._equal_without(left, right, (), rules):
            return False
        return self._equal(left, right, (), rules) is not None

    def _equal_without(
        self, left: Term, right: Term, facts: tuple[Equation, ...], rules: list[Rule]
    ) -> bool:
        """Whether two terms are equal by linearity and arithmetic, some rules left out."""
        return Rewriting(_always(rules), (), self.context).equal(left, right, facts)

    def _equal(
        self, left: Term, right: Term, facts: tuple[Equation, ...], rules: list[Rule]
    ) -> frozenset[str] | None:
        """The rules that fired where two terms are equal by these rules; else None."""
        rewriting = Rewriting((*_always(rules), *rules), rules, self.context)
        return frozenset(rewriting.fired) if rewriting.equal(left, right, facts) else None

    # --- rules that are no rewriting -------------------------------------------------------------

    def _as_a_whole(self, named: list[Named]) -> frozenset[str]:
        if len(named) == 1:
            done = self._alone(*named[0])
        else:
            taking_part = all(self._takes_part(rule, name) for rule, name in named)
            done = taking_part and self._arithmetic(self._usable(named))
        return frozenset(rule.name for rule, _ in named) if done else frozenset()

    def _takes_part(self, rule: Rule, name: str) -> bool:
        if rule.kind == "definition":
            wanted = defined_name(name)
            return wanted in self.definitions if wanted else bool(self.definitions)
        return rule.kind == "arithmetic" or bool(self.facts or self.given)

    def _alone(self, rule: Rule, name: str) -> bool:
        match rule.kind:
            case "arithmetic":
                return self._arithmetic(self.facts) and self.calculated()
            case "definition":
                return self._arithmetic(()) and self._defined(defined_name(name))
        return self._substituted()

    def _arithmetic(self, facts: tuple[Equation, ...]) -> bool:
        """Whether the step holds by exact arithmetic; an order by the signs of the sides."""
        if self.relation in _COMPARED and self.relation != "=":
            return Facts(self.context).holds(App(self.relation, (self.before, self.after)))
        field = Field(self.context)
        for left, right in facts:
            field.assume(left, right)
        return field.equal(self.before, self.after) or (self.scaled and self._multiple(field))

    def _multiple(self, field: Field) -> bool:
        """Whether the differences of two equations are constant multiples of each other."""
        return bool(field.constant(self.before / self.after))

    def _substituted(self) -> bool:
        """Whether equations do the work; of statements those of the one before as well."""
        given = (*self.facts, *self.given)
        left, right = self.before, self.after
        if self.relation in LINKS:
            given = (*given, *_equations([self.statements[0]]))
            match self.statements[1]:
                case App("=", (left, right)):
                    pass
        return self._equal_given(left, right, given) and not self._equal_given(left, right, ())

    def _equal_given(self, left: Term, right: Term, facts: Iterable[Equation]) -> bool:
        field = Field(self.context)
        for one, other in facts:
            field.assume(one, other)
        return field.equal(left, right)

    def calculated(self) -> bool:
        """Whether more happened than unfolding names and using facts as they stand."""
        if self._equal_given(*self.folded, ()):
            return True
        return not same_shape(replaced(self.before, self.facts), replaced(self.after, self.facts))

    # --- definitions -----------------------------------------------------------------------------

    def _defined(self, name: str) -> bool:
        """Whether the step fails without definitions, or without that of the name."""
        if not name:
            return bool(self.definitions) and not self._equal_given(*self.folded, ())
        if name not in self.definitions:
            return False
        taken = free_names(self.folded[0]) | free_names(self.folded[1])
        hidden: dict[str, Term] = {name: Sym(fresh(name + "_", taken))}
        without = [self.unfold(substitute(t, hidden)) for t in self.folded]
        return not self._equal_given(without[0], without[1], ())

    def _definitions(self) -> tuple[str, ...]:
        """The defined names of the step, the one that unfolds to the deepest term first."""
        sizes: dict[str, int] = {}
        for t in (s for side in self.folded for s in subterms(side)):
            match t:
                case Sym(name) | App("index" | "apply", (Sym(name), *_)):
                    size = self._unfolded_depth(t, name)
                    if size:
                        sizes[name] = max(sizes.get(name, 0), size)
        return tuple(sorted(sizes, key=lambda name: -sizes[name]))

    def _unfolded_depth(self, t: Term, name: str) -> int:
        """The depth of what a name with its arguments unfolds to; 0 if it is not defined."""
        other = substitute(t, {name: Sym(fresh(name + "_", free_names(t)))})
        try:
            whole = self.unfold(t)
            only_arguments = self.unfold(other) != other
        except Diagnosis:  # a family without its indices
            return 0
        return 0 if whole == t or only_arguments else depth(whole)


def _always(rules: list[Rule]) -> tuple[Rule, ...]:
    """The rules that need no name, without some."""
    return tuple(r for r in RULES if r.name in ALWAYS and r not in rules)


def _sides(before: Term, after: Term, relation: Relation) -> tuple[Equation, bool]:
    """What is compared: two terms, or of two relations of one kind the differences of their sides.

    Returns:
        The two, and whether a constant multiple will do.
    """
    match before, after:
        case App(one, (a, b)), App(other, (c, d)) if (
            relation in LINKS and one == other in _COMPARED
        ):
            return (a - b, c - d), one in ("=", "!=")
    return (before, after), False


def _equations(statements: Iterable[Term]) -> Iterator[Equation]:
    for statement in conjuncts(statements):
        match statement:
            case App("=", (left, right)):
                yield left, right
