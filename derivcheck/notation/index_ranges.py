"""Where `for all i: p[i] > 0` leads: i is not declared and an index, so it runs over the array.

Only where one range can be meant: i stands by itself in every index, and the arrays agree.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from derivcheck.kernel.language.sorts import Axis, Sort
from derivcheck.kernel.language.terms import App, Bind, Sym, Term, free_names
from derivcheck.notation.binders import Binding
from derivcheck.notation.scope import UNKNOWN_AXIS
from derivcheck.notation.syntax import Syntax


def runs_over_array(binding: Binding, said: Iterable[Syntax], hidden: Collection[str]) -> bool:
    """Whether `for all` binds a name by itself that is written as an index and new.

    Arguments:
        said: what the name occurs in.
        hidden: the names that are declared or bound outside.
    """
    bare = binding.head == "forall" and not binding.args and not binding.sort
    new = bare and binding.var not in hidden
    return new and any(is_index(binding.var, part) for part in said)


def is_index(name: str, s: Syntax) -> bool:
    """Whether a name is written as the index of something."""
    here = s.kind == "index" and any(p.kind == "name" and p.text == name for p in s.parts[1:])
    return here or any(is_index(name, part) for part in s.parts)


def range_of(name: str, t: Term, names: Mapping[str, Sort], bound: Collection[str]) -> Axis | None:
    """The ends between which a free name runs in a term, None if it is no index or has several.

    Arguments:
        name: of an index, not declared.
        t: what is said of it.
        names: the declared names.
        bound: names that are bound around the term; they hide what a size speaks of.
    """
    found = set(_axes(name, t, names, frozenset(bound)))
    if len(found) != 1:
        return None
    (axis,) = found
    if axis is None or axis == UNKNOWN_AXIS:
        return None
    return None if any(free_names(end) & {name, *bound} for end in axis) else axis


def _axes(
    name: str, t: Term, names: Mapping[str, Sort], bound: frozenset[str]
) -> Iterator[Axis | None]:
    """The axes along which the name is an index; None where that is not seen."""
    match t:
        case Bind(_, var, body, args):
            for a in args:
                yield from _axes(name, a, names, bound)
            if var != name:
                yield from _axes(name, body, names, bound | {var})
        case App("index", (Sym(array), *indices)) if array not in bound and array in names:
            shape = names[array].shape
            for i, entry in enumerate(indices):
                if entry == Sym(name):
                    yield shape[i] if i < len(shape) else None
                elif name in free_names(entry):
                    yield None
        case App("index", args) if any(name in free_names(a) for a in args[1:]):
            yield None
        case App(_, args):
            for a in args:
                yield from _axes(name, a, names, bound)
