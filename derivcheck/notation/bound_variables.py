"""Bound variables: what the variable of a binder is, and what its declaration says of it.

A binding, its ends and the declared names go in; a sort and statements come out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from derivcheck.kernel.checker.facts import LIMITS
from derivcheck.kernel.language.claims import differential_sort
from derivcheck.kernel.language.sorts import Sort
from derivcheck.kernel.language.terms import INFINITE, BoundSort, Term, usual_sort
from derivcheck.notation.binders import Binding
from derivcheck.notation.scope import Scope
from derivcheck.notation.syntax import Syntax
from derivcheck.notation.tokens import fail

Declared = tuple[BoundSort, tuple[Term, ...]]


def bound_variable(
    binding: Binding, ends: tuple[Term, ...], scope: Scope, outside: Mapping[str, Sort], s: Syntax
) -> Declared:
    """What a bound variable is, and what its declaration says of it.

    `for all` speaks of all values that a declared name may have; a name that is bound outside,
    or is not declared, is real there.

    Arguments:
        binding: of the variable.
        ends: the arguments of the binder.
        scope: the declared names.
        outside: the sorts of the names that are bound around the binder.
        s: the binder.

    Raises:
        Diagnosis: DC105, DC206 for a name that is declared as something else.
    """
    head = binding.head
    if head in ("diff", "subs", "antiderivative"):
        return taken_by(ends[0], scope, outside), ()
    if head in LIMITS:
        return _of_sequence(binding, ends[0], scope, outside, s), ()
    usual = usual_sort(head, ends)
    if head != "forall" or ends:
        return usual, ()
    declared = None if binding.var in outside else scope.names.get(binding.var)
    if declared is None:
        return (cast(BoundSort, binding.sort) if binding.sort else usual), ()
    return _as_declared(binding, declared, scope, s)


def _of_sequence(
    binding: Binding, end: Term, scope: Scope, outside: Mapping[str, Sort], s: Syntax
) -> BoundSort:
    """Of a limit to infinity: what is written, else an integer where the name is declared one."""
    if binding.sort == "integer" and end not in INFINITE:
        hint = f"write {binding.var} -> oo, or leave `integer` out"
        fail("DC105", "a sequence goes to infinity only", hint, s.start, s.stop)
    declared = None if binding.var in outside else scope.names.get(binding.var)
    counts = declared is not None and declared.base == "integer" and not declared.shape
    if binding.sort or not counts or end not in INFINITE:
        return cast(BoundSort, binding.sort or "real")
    return "integer"


def _as_declared(binding: Binding, declared: Sort, scope: Scope, s: Syntax) -> Declared:
    """The same for a declared name that `for all` binds."""
    name = binding.var
    if declared.shape or declared.base == "function":
        hint = "take a number, for all x: P, or a range, for all j = 1..k, P"
        fail("DC206", f"`for all` takes numbers, and `{name}` is none", hint, s.start, s.stop)
    if binding.sort and binding.sort != declared.base:
        message = f"`{name}` is declared {declared.base}, not {binding.sort}"
        fail("DC105", message, f"take another name than {name}", s.start, s.stop)
    return declared.base, () if binding.sort else scope.ranges.get(name, ())


def taken_by(at: Term, scope: Scope, outside: Mapping[str, Sort]) -> BoundSort:
    """What a derivative at a place is taken by.

    Arguments:
        at: the place.
        scope: the declared names.
        outside: the sorts of the names that are bound around the derivative.
    """
    return differential_sort(at, {**scope.names, **outside}, scope.field)
