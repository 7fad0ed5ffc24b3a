"""Calls of built-in functions: how many arguments each takes, and the term that a call means.

The head and the arguments go in; a node comes out.
"""

from __future__ import annotations

from functools import reduce

from derivcheck.kernel.language.handbook import MANY
from derivcheck.kernel.language.heads import HEADS
from derivcheck.kernel.language.terms import Bind
from derivcheck.notation.reading import Node, application
from derivcheck.notation.syntax import Syntax
from derivcheck.notation.tokens import fail


def builtin(head: str, parts: tuple[Node, ...], s: Syntax) -> Node:
    """What a call of a built-in function means.

    Arguments:
        head: of the function.
        parts: the arguments.
        s: the call.

    Raises:
        Diagnosis: DC205 for the wrong number of arguments.
    """
    row, count = HEADS[head], len(parts)
    if head in ("and", "or") and count == 1:
        return parts[0]._replace(start=s.start, stop=s.stop)
    if head in ("iff", "xor") and count > 2:
        return reduce(lambda left, right: application(head, (left, right), s), parts)
    if head == "in" or not row.least <= count <= row.most:
        wanted = f"{row.least}" if row.least == row.most else f"{row.least} to {row.most}"
        wanted = f"{row.least} or more" if row.most == MANY else wanted
        noun = "argument" if wanted == "1" else "arguments"
        hint = f"give it {wanted} {noun}, or declare {s.text} under symbols:"
        fail("DC205", f"`{s.text}` takes {wanted} {noun}, not {count}", hint, s.start, s.stop)
    if head == "defined" and not (isinstance(parts[0].term, Bind) and parts[0].term.head in LIMIT):
        hint = "write converges(sum(f, k = 1..oo)), or of an integral or a limit"
        fail("DC105", f"`{s.text}` is said of a sum, an integral or a limit", hint, s.start, s.stop)
    return application(head, parts, s)


LIMIT = frozenset("sum prod int lim lim+ lim-".split())
"""What may converge."""
