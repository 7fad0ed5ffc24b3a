"""Matrix products: which neighbours in a product written with `*` are multiplied as arrays.

The operands of the product go in, with what is known of their shapes; they come out with
neighbouring arrays joined: `2*A*B` is `2*(A @ B)`.
"""

from __future__ import annotations

from collections.abc import Callable

from derivcheck.kernel.language.terms import App, Term
from derivcheck.notation.reading import Node
from derivcheck.notation.syntax import Syntax
from derivcheck.notation.tokens import fail

Shaped = Callable[[Term], bool]
"""Whether a term is an array."""


def arrays_joined(parts: tuple[Node, ...], shaped: Shaped, s: Syntax) -> tuple[Node, ...]:
    """The operands of a product with neighbouring arrays as one matrix product.

    Arguments:
        parts: the operands.
        shaped: about them.
        s: the product.

    Raises:
        Diagnosis: DC204 for numbers between arrays.
    """
    flags = [shaped(p.term) for p in parts]
    if sum(flags) < 2:
        return parts
    first, last = flags.index(True), len(flags) - flags[::-1].index(True)
    if not all(flags[first:last]):
        hint = "write numbers in front, 2*A*B"
        fail("DC204", "numbers stand between matrices of a product", hint, s.start, s.stop)
    arrays = parts[first:last]
    places = arrays[0].start, arrays[-1].stop
    product = Node(App("matmul", tuple([a.term for a in arrays])), *places, arrays)
    return (*parts[:first], product, *parts[last:])
