"""Terms of an order: `O(x^2)`, `O(1/n, n -> oo)`, in SymPy's spelling `O(1/n, (n, oo))`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NoReturn

from derivcheck.kernel.language.terms import INFINITY, ZERO, App, Sym, free_names
from derivcheck.notation.reading import Node, application
from derivcheck.notation.syntax import Syntax
from derivcheck.notation.tokens import fail

SPELLINGS = ("O", "Order")


def order(
    s: Syntax,
    node: Callable[[Syntax], Node],
    numbers: Iterable[str],
    counts: Callable[[str], bool],
) -> Node:
    """What a call of `O` means: its function, its variable, and where that leads.

    By itself that is 0, and of a whole number, which comes near no other, infinity.

    Arguments:
        node: reads a part.
        numbers: the names of numbers.
        counts: about a name, whether it is declared as that of a whole number.

    Raises: Diagnosis: DC205.
    """
    match s.parts[1:]:
        case (of,):
            h = node(of)
            found = sorted(free_names(h.term).intersection(numbers))
            if len(found) != 1:
                _refuse(s)
            place = INFINITY if counts(found[0]) else ZERO
            x, a = (Node(t, s.start, s.stop) for t in (Sym(found[0]), place))
        case (of, Syntax(kind="arrow" | "tuple", parts=(var, to))) if var.kind == "name":
            h, x, a = map(node, (of, var, to))
        case _:
            _refuse(s)
    return application("O", (h, x, a), s)


def _refuse(s: Syntax) -> NoReturn:
    hint = "write O(x^2) as x -> 0, O(f, x -> a) for another place, or with several names"
    fail(
        "DC205", f"`{s.text}` needs a function and where its variable leads", hint, s.start, s.stop
    )


def is_short(t: App) -> bool:
    """Whether a term of an order is what the text without a variable means."""
    h, x, a = t.args
    return a == ZERO and isinstance(x, Sym) and free_names(h) == {x.name}
