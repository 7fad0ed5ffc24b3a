"""Where antiderivatives stand: in what summands of a line, and whether they mean something there.

`int(f, x)` is one of many functions.  It may be added and multiplied by what does not depend on x,
at the top of a line or under a derivative by x, which is the same for all of them; under `subs` it
stands for its value there (docs/language.md, "Antiderivatives").
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from derivcheck.kernel.language.terms import ONE, App, Bind, Sym, Term, children, free_names


def summands(t: Term, held: Callable[[Term], int]) -> Iterator[tuple[Term, Term]]:
    """The summands of a line that hold something, each as a factor and what holds it.

    Arguments:
        held: whether a term holds it, or how often; no factor does.
    """
    match t:
        case App("+", parts):
            yield from (found for part in parts for found in summands(part, held))
        case App("neg", (u,)):
            yield from ((-c, p) for c, p in summands(u, held))
        case App("/", (u, v)) if not held(v):
            yield from ((c / v, p) for c, p in summands(u, held))
        case App("*", parts) if len(within := [p for p in parts if held(p)]) == 1:
            rest = tuple(p for p in parts if p is not within[0])
            yield from ((App("*", (*rest, c)), p) for c, p in summands(within[0], held))
        case _ if held(t):
            yield ONE, t


def place(t: Term) -> Term | None:
    """Where an antiderivative is taken, be it under `subs`; None for any other term."""
    match t:
        case Bind("antiderivative", _, body, (at,)) if not integrated(body) and not integrated(at):
            return at
        case Bind("subs", x, body, (value,)) if place(body) == Sym(x) and not integrated(value):
            return value
    return None


def integrated(t: Term) -> int:
    """How many antiderivatives a term holds, but for those that are differentiated again."""
    match t:
        case Bind("antiderivative"):
            return 1
        case Bind("diff", x, body, args) if not any(map(integrated, args)):
            found = summands(body, integrated)
            if all(place(p) == Sym(x) and x not in free_names(c) for c, p in found):
                return 0
    return sum(map(integrated, children(t)))


def placed(t: Term) -> bool:
    """Whether each antiderivative in a line or in a statement stands where it means something.

    Of statements that is a side of an equation.
    """
    match t:
        case App("=" | "and" | "or" | "implies" | "iff", parts):
            return all(map(placed, parts))
    found = ((c, place(p)) for c, p in summands(t, integrated))
    return all(at and not (isinstance(at, Sym) and at.name in free_names(c)) for c, at in found)
