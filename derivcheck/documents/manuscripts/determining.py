r"""Lines that may say what a guessed function or array is, `f(x) = x^2` within a calculation.

Only its sort is guessed, so that a line with it on one side of `=` alone could be refuted by any
other function of the sort; so could `T(8) = 2 T(4) + 8`, which tells its values at one place by
those at another. Such a line begins anew, and a note on it tells. So does a statement in a list,
`T_0 = 0` and `T_{n+1} = 2 T_n + 1` below: it is given.

An integral or a sum that is worked out says nothing of what stands in it at several places or with
a derivative, `\int_a^b f'(x)\,dx = f(b) - f(a)`; only what one name alone is said to be, it is.
A side with an array and what is worked out of it, `\sum (x_i - \bar{x})`, says nothing of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import yaml

from derivcheck.documents.manuscripts.nodes import scalar
from derivcheck.documents.manuscripts.steps import Steps
from derivcheck.documents.model import Derivation, Step
from derivcheck.kernel.language.terms import App, Bind, Sym, Term, free_names, substitute, subterms


def begun_anew(steps: Steps, read: Derivation, guessed: frozenset[str]) -> bool:
    """Lets lines begin anew that may say what a name is; whether there are any.

    Arguments:
        guessed: the functions and arrays of which nothing but the sort is known.
    """
    if not guessed or len(read.steps) != len(steps.nodes):
        return False
    held = [_names(step, read) for step in read.steps]
    found = False
    above: _Places = {}
    for (before, here), node in zip(pairwise(held), steps.nodes[1:], strict=True):
        above = _beside(above, before.every if before else {})
        stated = node.start_mark.index in steps.listed and _states(node)
        names = frozenset[str]()
        if before is not None and here is not None:
            names = (_new(above, here.every) if stated else _told(before, here)) & guessed
        if names and (stated or _is_equal_side(node)):
            at = node.start_mark.index, node.end_mark.index
            told = (
                f"this may say what {' and '.join(sorted(names))} is, of which the sort is guessed"
            )
            if stated:
                _give(node)
            else:
                node.value.append((scalar("from", *at), scalar("none", *at)))
            node.value.append((scalar("note", *at), scalar(told, *at)))
            found = True
    return found


def _is_equal_side(node: yaml.MappingNode) -> bool:
    """Whether a step is a side that is said to be equal to the one before."""
    keys = {key.value for key, _ in node.value}
    return "expr" in keys and not keys & {"from", "note", "rel"}


def _states(node: yaml.MappingNode) -> bool:
    """Whether a step is a statement that is said to follow, and nothing more is said of it."""
    keys = {key.value for key, _ in node.value}
    return "implies" in keys and not keys & {"from", "note", "by", "expect"}


def _give(node: yaml.MappingNode) -> None:
    """Takes a statement as given, which rests on no other one."""
    (key, value), *rest = node.value
    at = key.start_mark.index, key.end_mark.index
    kept = [row for row in rest if row[0].value != "using"]
    node.value = [(scalar("given", *at), value), *kept]


_Places = dict[str, frozenset[Term]]
"""Names, and at which places a step has values of them."""


@dataclass(frozen=True, slots=True)
class _Held:
    """The names in a step.

    Arguments:
        every: and in what it names by definitions.
        shown: those that stand there, and of which it may say something.
        behind: those that are named by definitions.
        worked: functions that stand only where what they are taken at varies, but more than once or
            differentiated.
        alone: the function of which a value is all that stands there.
        derives: whether a derivative is all that stands there.
    """

    every: _Places
    shown: frozenset[str]
    behind: frozenset[str] = frozenset()
    worked: frozenset[str] = frozenset()
    alone: str = ""
    derives: bool = False


def _beside(above: _Places, more: _Places) -> _Places:
    """The names of both, with all their places."""
    return {n: above.get(n, frozenset()) | more.get(n, frozenset()) for n in above | more}


def _new(above: _Places, here: _Places) -> frozenset[str]:
    """The names of which nothing is said above, or nothing of their values at these places."""
    return frozenset(n for n, places in here.items() if n not in above or places - above[n])


def _told(before: _Held, here: _Held) -> frozenset[str]:
    """The names that are shown on one side alone, or stand at other places on the other."""
    apart = (before.shown - before.behind - here.every.keys()) | (
        here.shown - here.behind - before.every.keys()
    )
    both = before.every.keys() & here.every.keys()
    other = {n for n in both if before.every[n] != here.every[n]}
    return apart | {n for n in other if not _works_out(before, here, n)}


def _works_out(before: _Held, here: _Held, name: str) -> bool:
    """Whether a side is what comes of the one before, and says nothing of a function."""
    return name in before.worked and (before.derives or name != here.alone)


def _names(step: Step, read: Derivation) -> _Held | None:
    """The names in a step, and in what it names by definitions."""
    if step.text.term is None:
        return None
    names, behind = free_names(step.text.term), frozenset[str]()
    for d in reversed(read.definitions):
        if d.name in names and d.body.term is not None:
            behind |= free_names(d.body.term)
            names |= behind
    places = [*_values(step.text.term, frozenset())]
    every = {n: frozenset(place for name, place in places if name == n) for n in names}
    if isinstance(step.text.term, Sym):  # of `\bar{x} = 5` x is what it may say something of
        return _Held(every, frozenset((*_kept(step.text.term), *behind)))
    term, kept = step.text.term, frozenset(_kept(step.text.term))
    worked = frozenset(n for n, found in every.items() if not found and _is_worked_out(term, n))
    derives = isinstance(term, Bind) and term.head == "diff"
    return _Held(every, kept, behind, worked, _alone(term), derives)


def _is_worked_out(t: Term, name: str) -> bool:
    """Whether a function is taken at several places that vary, or differentiated."""
    places, derived = set[Term](), False
    for part in subterms(t):
        match part:
            case App("apply", (Sym(own), place)) if own == name:
                places.add(place)
            case Bind("diff", _, body) if name in free_names(body):
                derived = True
    return derived or len(places) > 1


def _alone(t: Term) -> str:
    """The function of which a term is a value; "" if it is none."""
    match t:
        case App("apply", (Sym(name), _)):
            return name
    return ""


def _kept(t: Term) -> Iterator[str]:
    """The names that a term says something of; a derivative need leave nothing of an array."""
    match t:
        case Sym(name):
            yield name
        case App(_, args):
            for part in args:
                yield from _kept(part)
        case Bind("diff", _, body, args):
            yield from (name for name, _ in _values(body, frozenset()))
            for part in args:
                yield from _kept(part)
        case Bind(_, var, body, args):
            yield from (name for part in (body, *args) for name in _kept(part) if name != var)


def _values(t: Term, bound: frozenset[str]) -> Iterator[tuple[str, Term]]:
    """The functions of one number in a term, and where they are taken; not where that varies."""
    match t:
        case App("apply", (Sym(name), place)):
            yield from () if free_names(place) & bound else ((name, place),)
            yield from _values(place, bound)
        case App(_, args):
            for part in args:
                yield from _values(part, bound)
        case Bind("diff", var, body, (place, *_)):
            yield from _values(substitute(body, {var: place}), bound)
        case Bind(_, var, body, args):
            yield from _values(body, bound | {var})
            for part in args:
                yield from _values(part, bound)
