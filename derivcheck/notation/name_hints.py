"""Hints on names: what to write where a name is not declared, or stands for something else.

A name and the sorts of all names go in; a hint comes out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from derivcheck.kernel.language.sorts import Sort
from derivcheck.kernel.language.terms import Sym, Term
from derivcheck.notation.elsewhere import NAMES
from derivcheck.notation.spellings import CONSTANTS, FUNCTIONS
from derivcheck.notation.writer import show

INDICES = "ijlm"
"""The letters that hints take for indices."""


def undeclared(name: str, names: Mapping[str, Sort], bound: Sequence[str], sort: str) -> str:
    """What to do about a name that nobody declared: how it is written here, or the nearest one.

    Arguments:
        name: in question.
        names: the declared and bound names with their sorts.
        bound: the names that are bound around it.
        sort: what it must be declared as, by the way it is used; empty for anything.
    """
    hint = NAMES.get(name) or _primed(name, names)
    if hint is None and name in CONSTANTS:
        hint = f"write {name}*(...) if a product is meant"
    if hint is None:
        near = _nearest_used(name, names, sort) if sort else _nearest(name, names, bound)
        otherwise = f"declare {name} under symbols:{sort and f', as {sort}'}"
        hint = f"did you mean {near[0]}? Otherwise {otherwise}" if near else otherwise
    return hint


def _primed(name: str, names: Mapping[str, Sort]) -> str | None:
    """What to write for `f'` of a function, `A'` of an array."""
    bare = name.rstrip("'")
    sort = names.get(bare) if bare != name else None
    if sort is not None and sort.base == "function":
        return f"write {name}(x) with its argument"
    if sort is not None and sort.shape:
        return f"write {bare}.T for the transpose, or declare {name} under symbols:"
    return None


def _nearest_used(name: str, names: Mapping[str, Sort], sort: str) -> list[str]:
    """The function or array that was meant, if there is one: only these are applied, indexed."""
    applied = sort.startswith("function")
    fit = [n for n, s in names.items() if (s.base == "function") == applied]
    fit = [n for n in fit if applied or names[n].shape]
    near = get_close_matches(name[:80], fit, 1)
    return near or get_close_matches(name[:80], FUNCTIONS if applied else (), 1, 0.75)


def _nearest(name: str, names: Mapping[str, Sort], bound: Sequence[str]) -> Sequence[str]:
    """The declared, bound or built-in name that was meant, if there is one."""
    declared, builtin = list(names), [*FUNCTIONS, *CONSTANTS]
    near: Sequence[str] = get_close_matches(name[:80], declared, 1)
    near = near or get_close_matches(name[:80], builtin, 1, 0.75)
    if len(bound) == 1 and not (near and len(name) > 2):
        near = bound
    similar = [n for n in declared if abs(len(n) - len(name)) < 2]
    return near or get_close_matches(name[:80], similar, 1, 0.34)


def indexed(name: str, axes: int) -> str:
    """An entry of an array: `A[i, j]`.

    Arguments:
        name: of the array.
        axes: how many indices it takes.
    """
    return f"{name}[{', '.join(INDICES[:axes])}]"


def by_entries(t: Term, sort: Sort) -> str:
    """How an entry of an array is written, and how its indices are declared.

    Arguments:
        t: the array.
        sort: of the array.
    """
    name = t.name if isinstance(t, Sym) else "a"
    indices = "j" if len(sort.shape) == 1 else ", ".join(INDICES[: len(sort.shape)])
    ranges = zip(indices.split(", "), sort.shape, strict=False)
    told = (f"{i}: index in {show(low)}..{show(up)}" for i, (low, up) in ranges)
    return f"{name}[{indices}], with {', '.join(told)}"


def length(t: Term, names: Mapping[str, Sort]) -> str:
    """What to write for the length of a vector.

    Arguments:
        t: the vector.
        names: the declared and bound names with their sorts.
    """
    sort = names.get(t.name) if isinstance(t, Sym) else None
    if sort is None or len(sort.shape) != 1 or not isinstance(t, Sym):
        return "write norm(v) or ||v|| for a length, det(A) of a matrix, abs.(v) for every entry"
    return f"write norm({t.name}) or ||{t.name}|| for the length, abs.({t.name}) for every entry"
