"""Assignments: the values chosen so far for the names of a point, and what can be said at them.

Values go in, one name after the other; truth values of statements and values of terms come out,
as far as they are determined.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from derivcheck.kernel.algebra.elementary import FAULTS
from derivcheck.kernel.algebra.values import Stop, Value
from derivcheck.kernel.enclosures.evaluation import RULES, given, instantiated
from derivcheck.kernel.enclosures.valuation import Scope, truth, value
from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.sorts import Sort
from derivcheck.kernel.language.terms import Bind, Term, free_names
from derivcheck.provers.sampling.given_functions import for_all, sampled
from derivcheck.provers.sampling.pivots import Pivots
from derivcheck.provers.sampling.systems import Choice


class Wanted(NamedTuple):
    """A name that is to get a value, and what the value should fit.

    Arguments:
        name: that gets it.
        sort: of the name.
        position: of the name among those that get values.
        equation: that is solved for it, or None.
        tests: the statements about it in which all other names have values.
    """

    name: str
    sort: Sort
    position: int
    equation: Term | None
    tests: Sequence[Term]


class Assignment:
    """The values chosen so far; functions are put into the statements as they are chosen.

    Arguments:
        context: sorts and field.
        statements: that the point should satisfy.
        pivots: the equations among them, by the names they are solved for.
        is_free: whether no value is ever asked for.
    """

    def __init__(
        self, context: Context, statements: Sequence[Term], pivots: Pivots, is_free: bool
    ) -> None:
        self.context = context
        self.statements: Sequence[Term] = statements
        self.pivots = pivots
        self.chosen: Choice = {}
        self._is_free = is_free
        self._scope = Scope(context, {}, {}, RULES)

    def put(self, name: str, t: Term) -> None:
        """Tries a value for a name, without choosing it."""
        if self._is_free:
            return
        self._scope.memo.clear()
        self._scope.values.pop(name, None)
        if type(t) is not Bind:
            try:
                given(name, t, self._scope)
            except (Stop, *FAULTS):
                return

    def take(self, name: str, t: Term) -> None:
        """Chooses a value for a name."""
        self.chosen[name] = t
        self.put(name, t)
        if type(t) is Bind:
            self.statements = [instantiated(p, {name: t}) for p in self.statements]
            self.pivots = {v: instantiated(p, {name: t}) for v, p in self.pivots.items()}

    def possible(self, p: Term) -> bool:
        """Whether a statement is not seen to be false: equations of balls never are seen true."""
        if for_all(p):
            return sampled(p, self.possible)
        try:
            return truth(p, self._scope) is not False
        except (Stop, *FAULTS):
            return False

    def value(self, t: Term) -> Value | None:
        """The value of a term, or None where it has none or it is not determined."""
        try:
            return value(t, self._scope)
        except (Stop, *FAULTS):
            return None

    def is_consistent(self, values: Mapping[str, Term]) -> bool:
        """Whether values contradict none of the statements about them that are determined."""
        for name, t in values.items():
            self.put(name, t)
        known = self.chosen.keys() | values.keys()
        about = (p for p in self.statements if values.keys() & free_names(p))
        return all(self.possible(p) for p in about if free_names(p) <= known)
