"""The places of a term at which a slip of the pen can happen, and how to write over them.

A place knows what stands at it (`role`), which names are bound around it, and whether a sign or
factor put there would change the same product as one put above it (`top` is False).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from derivcheck.kernel.language.heads import HEADS
from derivcheck.kernel.language.terms import App, Bind, Term, children
from derivcheck.kernel.language.traversal import rebuild

Role = Literal["number", "index", "name", "statement", "skip"]
Put = Callable[[Term], Term]

_PRODUCTS = frozenset(("*", "/", "neg"))
_OVER_INTEGERS = frozenset(("sum", "prod", "forall"))


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a term.

    Arguments:
        term: what stands there.
        role: what kind of thing stands there; `name` for the name of an array or function.
        bound: the integer names bound around it, outermost first.
        top: whether it is no factor of a product.
        put: the whole term with something else at the place.
    """

    term: Term
    role: Role
    bound: tuple[str, ...]
    top: bool
    put: Put


def places(t: Term, role: Role) -> Iterator[Place]:
    """Every place of a term, parents first.

    Arguments:
        t: a number or a statement, definitions folded.
        role: which of the two.
    """
    stack = [Place(t, role, (), True, lambda new: new)]
    while stack:
        place = stack.pop()
        yield place
        stack.extend(reversed(list(_below(place))))


def replaced(t: Term, old: Term, new: Term) -> Term:
    """The term with every part that looks like `old` written as `new`."""
    if t == old:
        return new
    parts = children(t)
    return rebuild(t, tuple(replaced(part, old, new) for part in parts)) if parts else t


def _below(place: Place) -> Iterator[Place]:
    parts = children(place.term)
    top = not (isinstance(place.term, App) and place.term.head in _PRODUCTS)
    for i, (part, role) in enumerate(zip(parts, _roles(place.term), strict=True)):
        if role != "skip":
            bound = place.bound + (_binds(place.term) if i == 0 else ())
            yield Place(part, role, bound, top, _inside(place, i))


def _inside(place: Place, i: int) -> Put:
    parts = children(place.term)

    def put(new: Term) -> Term:
        return place.put(rebuild(place.term, (*parts[:i], new, *parts[i + 1 :])))

    return put


def _binds(t: Term) -> tuple[str, ...]:
    match t:
        case Bind(head, var, _, args) if head in _OVER_INTEGERS and len(args) == 2:
            return (var,)
    return ()


def _roles(t: Term) -> tuple[Role, ...]:
    """What the immediate subterms are, in the order of `children`."""
    match t:
        case App("index", args):
            return _named("index", len(args))
        case App("apply", args):
            return _named("number", len(args))
        case App("where"):
            return ("number", "statement")
        case App("piecewise", args):
            return tuple("statement" if i % 2 else "number" for i in range(len(args)))
        case App("in"):
            return ("number", "index", "index")
        case App(head, args):
            inner: Role = "statement" if _takes_statements(head) else "number"
            return tuple(inner for _ in args)
        case Bind(head, _, _, args):
            return (_body(head), *_of_binder(head, len(args)))
    return ()


def _named(role: Role, count: int) -> tuple[Role, ...]:
    return ("name", *(role for _ in range(count - 1)))


def _takes_statements(head: str) -> bool:
    return head == "indicator" or HEADS[head].kind == "logic"


def _body(head: str) -> Role:
    return {"forall": "statement", "lambda": "skip"}.get(head, "number")  # type: ignore[return-value]


def _of_binder(head: str, count: int) -> tuple[Role, ...]:
    if head in ("diff", "antiderivative"):
        return tuple("index" if i > 1 else "skip" for i in range(count))
    return tuple("index" if head in _OVER_INTEGERS else "number" for _ in range(count))


def depth(t: Term) -> int:
    """The nesting depth; iterative, so that it can guard recursive functions."""
    deepest, stack = 0, [(t, 1)]
    while stack:
        top, level = stack.pop()
        deepest = max(deepest, level)
        stack.extend((child, level + 1) for child in children(top))
    return deepest
