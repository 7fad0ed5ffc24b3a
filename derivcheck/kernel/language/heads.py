"""The table of heads: every operator, function, relation and binder a term may have.

A row gives the head's name in terms, its number of arguments and what it makes of them; what else
is known of functions is in `handbook.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from derivcheck.kernel.language.handbook import HANDBOOK, MANY

Kind = Literal[
    "constant",   # a number
    "number",     # numbers to a number
    "structure",  # arithmetic, indexing, application, cases
    "array",      # to an array, or to a number where the shapes say so
    "measure",    # an array to a number
    "relation",   # numbers to a statement
    "logic",      # statements to a statement
    "binder",     # Bind
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Head:
    """A row: name, least and greatest number of arguments, what it makes."""

    name: str
    least: int
    most: int
    kind: Kind


def _rows(kind: Kind, least: int, most: int, names: str) -> dict[str, Head]:
    return {name: Head(name, least, most, kind) for name in names.split()}


HEADS: dict[str, Head] = {
    **_rows("constant",  0, 0, "oo"),
    **{name: Head(name, f.least, f.most, "number" if f.most else "constant")
       for name, f in HANDBOOK.items()},
    **_rows("logic",     0, 0, "true false"),
    **_rows("structure", 1, 1, "neg"),
    **_rows("structure", 2, MANY, "+ *"),
    **_rows("structure", 2, 2, "/ ^"),
    **_rows("structure", 2, MANY, "index apply piecewise"),    # value, when, value, when
    **_rows("structure", 1, 1, "indicator"),                  # 1{P}
    **_rows("structure", 3, 3, "O"),                          # (h, x, a): at most c*h near a
    **_rows("structure", 2, 2, "where"),                      # (f, P): f where P holds, else 0
    **_rows("array",     1, MANY, "vector"),                  # [a, b, c]; a matrix has rows
    **_rows("array",     1, 1, "transpose adjoint inv diag vec eye"),
    **_rows("array",     1, 2, "zeros ones"),
    **_rows("array",     2, 2, "matpow column kron"),         # A^2, A[:, j]
    **_rows("array",     2, MANY, "matmul hadamard"),
    **_rows("array",     2, MANY, "each"),                    # (t -> f(t), v): f of every entry
    **_rows("array",     1, MANY, "block"),                   # rows of matrices, each a vector
    **_rows("measure",   1, 1, "tr det norm"),
    **_rows("relation",  2, 2, "= != < <= > >="),
    **_rows("relation",  3, 3, "in"),                         # x in lower..upper
    **_rows("logic",     2, MANY, "and or"),
    **_rows("logic",     2, 2, "xor implies iff"),
    **_rows("logic",     1, 1, "not"),
    **_rows("logic",     1, 1, "defined"),                    # has a value; only in conditions
    **_rows("binder",    2, 2, "sum prod int greatest least"),  # lower, upper
    **_rows("binder",    1, 1, "antiderivative lim lim+ lim- subs"),
    **_rows("binder",    2, MANY, "diff"),                    # at, order, *indices
    **_rows("binder",    0, 2, "forall"),
    **_rows("binder",    0, 0, "lambda"),
}  # fmt: skip
