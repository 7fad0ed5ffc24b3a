"""Families of true identities, each in a size that can be made as large as one likes.

A family makes the row of a size over names that begin with a given letter, so that no two runs
share a term, and nothing that derivcheck remembers of one run serves the next.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from math import comb
from typing import Any

Row = dict[str, Any]
Make = Callable[[int, str], tuple[str, str]]
"""From a size and a letter to the two sides."""


@dataclass(frozen=True, slots=True)
class Family:
    """Identities of one form.

    Arguments:
        size: what the size counts.
        sides: makes the two sides.
        names: how many names a size needs: one, or as many as the size.
        sizes: those that are measured.
        sort: the sort of all names.
        order: the name of the size of arrays, if the names are such.
    """

    size: str
    sides: Make
    names: Callable[[int], int]
    sizes: Sequence[int]
    sort: str = "real"
    order: str = ""

    def row(self, size: int, letter: str) -> Row:
        """The row of a size."""
        orders = {self.order: "positive integer"} if self.order else {}
        symbols = orders | dict.fromkeys(names(letter, self.names(size)), self.sort)
        before, after = self.sides(size, letter)
        return {"symbols": symbols, "from": before, "to": after, "relation": "="}

    def explicit(self, size: int, letter: str, order: int) -> Row:
        """The same about arrays of a given size."""
        given = dict(self.row(size, letter))
        symbols = {name: sort for name, sort in given.pop("symbols").items() if name != self.order}
        text = json.dumps({**given, "symbols": symbols})
        row: Row = json.loads(re.sub(rf"\b{self.order}\b", str(order), text))
        return row


def names(letter: str, number: int) -> list[str]:
    """So many names."""
    return [f"{letter}{n}" for n in range(1, number + 1)]


def one(_: int) -> int:
    """One name, whatever the size."""
    return 1


def each(size: int) -> int:
    """A name for each part."""
    return size


def power(n: int, v: str) -> tuple[str, str]:
    """(x + 1)^n and its expansion."""
    return f"({v}1 + 1)^{n}", " + ".join(f"{comb(n, k)}*{v}1^{k}" for k in range(n + 1))


def square(n: int, v: str) -> tuple[str, str]:
    """The square of a sum of n symbols and its expansion."""
    parts = names(v, n)
    mixed = [f"2*{a}*{b}" for i, a in enumerate(parts) for b in parts[:i]]
    return f"({' + '.join(parts)})^2", " + ".join([*(f"{a}^2" for a in parts), *mixed])


def shuffled(n: int, v: str) -> tuple[str, str]:
    """A sum of n different terms, and the same backwards."""
    terms = [f"{k}*{v}1^{k % 7}*sin({k}*{v}1)" for k in range(1, n + 1)]
    return " + ".join(terms), " + ".join(reversed(terms))


def fractions(n: int, v: str) -> tuple[str, str]:
    """The telescoping sum of 1/((x + k)(x + k + 1))."""
    terms = [f"1/(({v}1 + {k})*({v}1 + {k + 1}))" for k in range(1, n + 1)]
    return " + ".join(terms), f"1/({v}1 + 1) - 1/({v}1 + {n + 1})"


def nested(n: int, v: str) -> tuple[str, str]:
    """sin(1 + sin(1 + ...)), and every sum the other way round."""
    return (
        reduce(lambda t, _: f"sin(1 + {t})", range(n), f"{v}1"),
        reduce(lambda t, _: f"sin({t} + 1)", range(n), f"{v}1"),
    )


def continued(n: int, v: str) -> tuple[str, str]:
    """The continued fraction 1 + 1/(1 + ... 1/x), and what it is, by Fibonacci numbers."""
    low, high = 0, 1
    for _ in range(n):
        low, high = high, low + high
    top, bottom = f"{high}*{v}1 + {low}", f"{low}*{v}1 + {high - low}"
    return reduce(lambda t, _: f"(1 + 1/{t})", range(n), f"{v}1"), f"({top})/({bottom})"


def angle(n: int, v: str) -> tuple[str, str]:
    """cos(n*x), and Chebyshev's polynomial in cos(x)."""
    before, now = [1], [0, 1]
    for _ in range(n - 1):
        padded = [*before, 0, 0]
        before, now = now, [a - b for a, b in zip([0, *(2 * c for c in now)], padded, strict=False)]
    terms = [f"({c})*cos({v}1)^{k}" for k, c in enumerate(now) if c]
    return f"cos({n}*{v}1)", " + ".join(terms)


def sums_of_angles(n: int, v: str) -> tuple[str, str]:
    """sin of a sum of n angles, opened at the last one."""
    rest, last = " + ".join(names(v, n - 1)), f"{v}{n}"
    return f"sin({rest} + {last})", f"sin({rest})*cos({last}) + cos({rest})*sin({last})"


def exponential(n: int, v: str) -> tuple[str, str]:
    """exp of a sum of n symbols, and the product."""
    return f"exp({' + '.join(names(v, n))})", "*".join(f"exp({x})" for x in names(v, n))


def logarithm(n: int, v: str) -> tuple[str, str]:
    """log of a product of n positive symbols, and the sum."""
    return f"log({'*'.join(names(v, n))})", " + ".join(f"log({x})" for x in names(v, n))


def derivative(n: int, v: str) -> tuple[str, str]:
    """The derivative of a product of n factors by the product rule."""
    factors = [f"({v}1 + {k}*exp({v}1))" for k in range(1, n + 1)]
    summed = [
        "*".join([f"(1 + {k}*exp({v}1))", *factors[: k - 1], *factors[k:]]) for k in range(1, n + 1)
    ]
    return f"diff({'*'.join(factors)}, {v}1)", " + ".join(summed)


def transposed(n: int, v: str) -> tuple[str, str]:
    """The transpose of a product of n matrices."""
    matrices = names(v, n)
    return f"({' @ '.join(matrices)}).T", " @ ".join(f"{a}.T" for a in reversed(matrices))


def inverted(n: int, v: str) -> tuple[str, str]:
    """The inverse of a product of n matrices."""
    matrices = names(v, n)
    return f"inv({' @ '.join(matrices)})", " @ ".join(f"inv({a})" for a in reversed(matrices))


def turned(n: int, v: str) -> tuple[str, str]:
    """The trace of a product of n matrices, the first one put last."""
    first, *rest = names(v, n)
    return f"tr({' @ '.join([first, *rest])})", f"tr({' @ '.join([*rest, first])})"


def exchanged(n: int, v: str) -> tuple[str, str]:
    """n sums, one in the other, and the same in the other order."""
    body = "*".join(f"{a}[i{k}]" for k, a in enumerate(names(v, n)))
    return _summed(body, range(n)), _summed(body, reversed(range(n)))


def collapsed(n: int, v: str) -> tuple[str, str]:
    """n sums over indices that indicators make equal, and the one sum that is left."""
    arrays = names(v, n)
    same = [f"1{{i{k} = i{k + 1}}}" for k in range(n - 1)]
    body = "*".join([*(f"{a}[i{k}]" for k, a in enumerate(arrays)), *same])
    return _summed(body, range(n)), f"sum({'*'.join(f'{a}[i0]' for a in arrays)}, i0 = 1..m)"


def _summed(body: str, indices: Iterable[int]) -> str:
    return reduce(lambda t, k: f"sum({t}, i{k} = 1..m)", indices, body)


SQUARE, REGULAR, LIST = "real[m, m]", "invertible real[m, m]", "real[m]"
FACTORS = (2, 4, 8, 16, 32)
FAMILIES: dict[str, Family] = {
    "power of a binomial":    Family("degree",  power,          one,  (4, 8, 16, 32, 64, 128)),
    "square of a sum":        Family("symbols", square,         each, (2, 4, 8, 16, 32, 48)),
    "sum in another order":   Family("terms",   shuffled,       one,  (4, 8, 16, 32, 64, 128)),
    "telescoping fractions":  Family("terms",   fractions,      one,  (2, 4, 8, 16, 32, 64)),
    "nested sines":           Family("depth",   nested,         one,  (2, 4, 8, 16, 24, 32)),
    "continued fraction":     Family("depth",   continued,      one,  (2, 4, 8, 16, 24, 32)),
    "multiple angle":         Family("degree",  angle,          one,  (2, 3, 4, 6, 8, 12, 16)),
    "sine of a sum":          Family("symbols", sums_of_angles, each, (2, 3, 4, 5, 6, 8, 10)),
    "exponential of a sum":   Family("symbols", exponential,    each, (2, 4, 6, 8, 12, 16, 24, 32)),
    "logarithm of a product": Family("symbols", logarithm,      each, (2, 4, 6, 8, 12, 16, 24, 32),
                                     "positive real"),
    "product rule":           Family("factors", derivative,     one,  (2, 3, 4, 6, 8, 12)),
    "transpose of a product": Family("matrices", transposed,    each, FACTORS, SQUARE, "m"),
    "inverse of a product":   Family("matrices", inverted,      each, FACTORS, REGULAR, "m"),
    "trace of a product":     Family("matrices", turned,        each, FACTORS, SQUARE, "m"),
    "sums exchanged":         Family("sums",    exchanged,      each, (2, 3, 4, 5, 6), LIST, "m"),
    "indicators of indices":  Family("indices", collapsed,      each, (2, 3, 4, 5, 6), LIST, "m"),
}  # fmt: skip
