"""What evidence comes to: a theorem of some strength, or a rejection.

The two strengths are two types.  `Agreement`: equal wherever both sides have a value; it says
nothing where one has none.  `Equality`: both sides have a value and are equal.  A rule that needs
an `Equality` cannot be handed an `Agreement`.
"""

from __future__ import annotations

from dataclasses import dataclass

from derivcheck.kernel.language.terms import App, Term


@dataclass(frozen=True, slots=True)
class Rejected(Exception):  # an answer of the kernel, not an error
    """Evidence does not prove what it is meant to; says what is missing."""

    reason: str
    needs: Term | None = None


@dataclass(frozen=True, slots=True)
class Guarded:
    """A statement that holds wherever its sides have values."""

    statement: Term


class Certain(Guarded):
    """A statement that holds, its sides having values."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two terms that are equal wherever both have a value."""

    left: Term
    right: Term


class Equality(Agreement):
    """Two terms that have a value, the same one."""

    __slots__ = ()


def equal(left: Term, right: Term) -> Term:
    """The statement of an agreement."""
    return App("=", (left, right))
