"""Random true and false steps between index expressions: `python tests/index_expressions.py
--count 2000`.

A step is made of nested sums over two to four indices, with ranges that depend on one another and
indicators.  Whole numbers in place of the entries, at sizes 1 to 4, are the judge: a false step is
one that they tell apart.  A wrong verdict is printed and makes the exit code 1.
"""

from __future__ import annotations

import operator
import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import product
from math import prod

from random_steps import Step, Tally, judged, main

MAX_SIZE, POINTS, MAX_INDICES = 4, 3, 4
SYMBOLS = {
    "n": "positive integer", "m": "positive integer", "x": "real",
    "a": "real[n]", "b": "real[n]", "u": "real[m]", "c": "real[n, n]", "d": "real[n, m]",
    "s": "symmetric real[n, n]", "p": "index of n", "q": "index of n",
}  # fmt: skip
SHAPES = {"a": "n", "b": "n", "u": "m", "c": "nn", "d": "nm", "s": "nn"}
RELATIONS = {"=": operator.eq, "!=": operator.ne, "<=": operator.le, "<": operator.lt}
NAMES = ("i", "j", "k", "l", "r", "t", "v", "w")


class OutOfRange(Exception):
    """An entry that does not exist."""


@dataclass(frozen=True, slots=True)
class Line:
    """An index: a whole number and multiples of names."""

    offset: int
    slopes: tuple[tuple[str, int], ...] = ()

    def __add__(self, other: Line) -> Line:
        names = sorted({name for name, _ in self.slopes + other.slopes})
        one, two = dict(self.slopes), dict(other.slopes)
        slopes = ((name, one.get(name, 0) + two.get(name, 0)) for name in names)
        return Line(self.offset + other.offset, tuple((v, k) for v, k in slopes if k))

    def times(self, k: int) -> Line:
        return Line(k * self.offset, tuple((name, k * slope) for name, slope in self.slopes))

    def put(self, name: str, at: Line) -> Line:
        slope = dict(self.slopes).get(name, 0)
        rest = Line(self.offset, tuple(pair for pair in self.slopes if pair[0] != name))
        return rest + at.times(slope)

    def value(self, at: dict[str, int]) -> int:
        return self.offset + sum(k * at[name] for name, k in self.slopes)

    def text(self) -> str:
        parts = [("-" if k < 0 else "+") + name for name, k in self.slopes for _ in range(abs(k))]
        parts.sort(key=lambda part: part[0] == "-")
        number = f"{self.offset:+d}" if self.offset or not parts else ""
        return ("".join(parts) + number).removeprefix("+")


def var(name: str) -> Line:
    return Line(0, ((name, 1),))


ONE = Line(1)


@dataclass(frozen=True, slots=True)
class Node:
    """A head with its parts: a sum over an index, an entry, an indicator, an operation."""

    head: str
    parts: tuple[Node, ...] = ()
    name: str = ""
    lines: tuple[Line, ...] = ()


def total(name: str, low: Line, high: Line, body: Node) -> Node:
    return Node("sum", (body,), name, (low, high))


def times(*parts: Node) -> Node:
    flat = [v for u in parts for v in (u.parts if u.head == "*" else (u,))]
    flat = [u for u in flat if u.head != "one"] or [Node("one")]
    return flat[0] if len(flat) == 1 else Node("*", tuple(flat))


def text(u: Node) -> str:
    match u.head:
        case "sum":
            low, high = (line.text() for line in u.lines)
            return f"sum({text(u.parts[0])}, {u.name} = {low}..{high})"
        case "entry":
            return f"{u.name}[{', '.join(line.text() for line in u.lines)}]"
        case "if":
            return f"1{{{u.lines[0].text()} {u.name} {u.lines[1].text()}}}"
        case "line":
            return f"({u.lines[0].text()})"
        case "one":
            return "1"
        case "*":
            return "*".join(f"({text(v)})" if v.head in "+-" else text(v) for v in u.parts)
        case "+":
            return " + ".join(map(text, u.parts))
        case "-":
            one, two = u.parts
            return f"{text(one)} - ({text(two)})"
    return u.name


def value(u: Node, at: dict[str, int], arrays: dict[str, dict[tuple[int, ...], int]]) -> int:
    """Raises: OutOfRange."""
    match u.head:
        case "sum":
            low, high = (line.value(at) for line in u.lines)
            return sum(value(u.parts[0], {**at, u.name: k}, arrays) for k in range(low, high + 1))
        case "entry":
            place = tuple(line.value(at) for line in u.lines)
            if place not in arrays[u.name]:
                raise OutOfRange
            return arrays[u.name][place]
        case "if":
            return int(RELATIONS[u.name](*(line.value(at) for line in u.lines)))
        case "line":
            return u.lines[0].value(at)
        case "one":
            return 1
        case "*":
            if any(v.head == "if" and not value(v, at, arrays) for v in u.parts):
                return 0  # strongly zero
            return prod(value(v, at, arrays) for v in u.parts)
        case "+":
            return sum(value(v, at, arrays) for v in u.parts)
        case "-":
            return value(u.parts[0], at, arrays) - value(u.parts[1], at, arrays)
    return at[u.name]


def names_in(u: Node) -> set[str]:
    found = {name for line in u.lines for name, _ in line.slopes} | {u.name} - {""}
    return found.union(*map(names_in, u.parts))


def put(u: Node, name: str, line: Line) -> Node:
    """A term with an index in place of a name that it does not bind."""
    lines = tuple(one.put(name, line) for one in u.lines)
    return replace(u, lines=lines, parts=tuple(put(v, name, line) for v in u.parts))


# --- random terms --------------------------------------------------------------------------------


def factors(rng: random.Random, indices: list[tuple[str, str]]) -> list[Node]:
    """A product that has each index, every other factor with another one too."""
    found = []
    for name, size in indices:
        others = [v for v, s in indices if s == "n"] + ["p"]
        roll = rng.choice(["u", "d"] if size == "m" else ["a", "b", "c", "s", "line"])
        if roll == "line":
            found.append(Node("line", (), "", (var(name),)))
        elif len(SHAPES[roll]) == 1:
            found.append(Node("entry", (), roll, (var(name),)))
        else:
            pair = [var(rng.choice(others)), var(name)]
            if roll != "d" and rng.random() < 0.5:
                pair.reverse()
            found.append(Node("entry", (), roll, tuple(pair)))
    if len(indices) > 1 and rng.random() < 0.4:
        one, two = rng.sample([v for v, s in indices if s == "n"] + ["p", "q"], 2)
        found.append(Node("if", (), rng.choice(list(RELATIONS)), (var(one), var(two))))
    return found


def term(rng: random.Random) -> Node:
    """Sums over two or three indices, some ranges of which depend on those outside."""
    indices: list[tuple[str, str]] = []
    ends = []
    for name in NAMES[: rng.randint(2, 3)]:
        size = rng.choice("nnnm")
        low, high = ONE, var(size)
        outside = [v for v, s in indices if s == size]
        if outside and rng.random() < 0.5:
            other = var(rng.choice(outside))
            low, high = rng.choice(
                [(other, high), (low, other), (other + ONE, high), (low, other + Line(-1))]
            )
        indices.append((name, size))
        ends.append((low, high))
    body = times(*factors(rng, indices))
    if rng.random() < 0.2:
        body = Node("+", (body, times(*factors(rng, indices))))
    for (name, _), (low, high) in reversed(list(zip(indices, ends, strict=True))):
        body = total(name, low, high, body)
    return body


# --- laws ----------------------------------------------------------------------------------------


def fresh(u: Node) -> str | None:
    return next((name for name in NAMES if name not in names_in(u)), None)


def rewritten(rng: random.Random, u: Node, whole: Node) -> Node | None:
    """An equal term, by one law."""
    if u.head == "sum":
        return rng.choice(SUM_LAWS)(rng, u, whole)
    if u.head == "*":
        return rng.choice(PRODUCT_LAWS)(rng, u, whole)
    if u.head == "entry" and u.name == "s":
        return replace(u, lines=u.lines[::-1])
    if u.head == "entry" and rng.random() < 0.1:
        return _expanded(u, whole)
    return None


def _expanded(u: Node, whole: Node) -> Node | None:
    """An entry as a sum with an indicator."""
    name = fresh(whole)
    here = u.lines[0]
    plain = len(here.slopes) == 1 and here.slopes[0][1] == 1 and not here.offset
    if name is None or not plain or SHAPES[u.name][0] != "n" or count(whole) >= MAX_INDICES:
        return None
    picked = Node("if", (), "=", (var(name), here))
    moved = replace(u, lines=(var(name), *u.lines[1:]))
    return total(name, ONE, var("n"), times(picked, moved))


def count(u: Node) -> int:
    return (u.head == "sum") + sum(map(count, u.parts))


def _swapped(rng: random.Random, u: Node, whole: Node) -> Node | None:
    """The exchange of two sums, over a rectangle or a triangle."""
    inner = u.parts[0]
    if inner.head != "sum":
        return None
    (low, high), (start, stop), i, j = u.lines, inner.lines, var(u.name), var(inner.name)
    if u.name not in names_in(Node("", (), "", inner.lines)):
        return replace(inner, parts=(replace(u, parts=inner.parts),))
    if low != ONE:
        return None
    turned = {
        (i, high): (ONE, j), (i + ONE, high): (ONE, j + Line(-1)),
        (ONE, i): (j, high), (ONE, i + Line(-1)): (j + ONE, high),
    }  # fmt: skip
    if (start, stop) not in turned:
        return None
    below = total(u.name, *turned[start, stop], inner.parts[0])
    return total(inner.name, ONE, high, below)


def _indicated(rng: random.Random, u: Node, whole: Node) -> Node | None:
    """A range that depends on an index as a whole one with an indicator."""
    (low, high), j, body = u.lines, var(u.name), u.parts[0]
    if body.head in ("+", "-"):
        return None
    if low != ONE and high in (var("n"), var("m")) and len(low.slopes) == 1:
        return total(u.name, ONE, high, times(Node("if", (), "<=", (low, j)), body))
    return None


def _reversed(rng: random.Random, u: Node, whole: Node) -> Node | None:
    low, high = u.lines
    return replace(u, parts=(put(u.parts[0], u.name, low + high + var(u.name).times(-1)),))


def _shifted(rng: random.Random, u: Node, whole: Node) -> Node | None:
    by = Line(rng.choice([-1, 1]))
    low, high = u.lines
    body = put(u.parts[0], u.name, var(u.name) + by.times(-1))
    return total(u.name, low + by, high + by, body)


def _renamed(rng: random.Random, u: Node, whole: Node) -> Node | None:
    name = fresh(whole)
    return None if name is None else total(name, *u.lines, put(u.parts[0], u.name, var(name)))


def _distributed(rng: random.Random, u: Node, whole: Node) -> Node | None:
    body = u.parts[0]
    if body.head not in ("+", "-"):
        return None
    return replace(body, parts=tuple(replace(u, parts=(part,)) for part in body.parts))


def _drawn_out(rng: random.Random, u: Node, whole: Node) -> Node | None:
    body = u.parts[0]
    if body.head != "*":
        return None
    out = [v for v in body.parts if u.name not in names_in(v)]
    rest = [v for v in body.parts if u.name in names_in(v)]
    return times(*out, replace(u, parts=(times(*rest),))) if out and rest else None


def _split(rng: random.Random, u: Node, whole: Node) -> Node | None:
    """The range divided at an index that is free in it."""
    (low, high), at = u.lines, var(rng.choice("pq"))
    if (low, high) != (ONE, var("n")):
        return None
    return Node("+", (replace(u, lines=(low, at)), replace(u, lines=(at + ONE, high))))


def _collapsed(rng: random.Random, u: Node, whole: Node) -> Node | None:
    body, j = u.parts[0], var(u.name)
    guards = [v for v in body.parts if v.head == "if" and v.name == "=" and j in v.lines]
    if body.head != "*" or u.lines != (ONE, var("n")) or not guards:
        return None
    other = next((line for line in guards[0].lines if line != j), None)
    rest = [v for v in body.parts if v != guards[0]]
    plain = other is not None and other.slopes in ((("p", 1),), (("q", 1),)) and not other.offset
    return put(times(*rest), u.name, other) if plain and rest and other else None


def _commuted(rng: random.Random, u: Node, whole: Node) -> Node | None:
    return Node("*", tuple(rng.sample(u.parts, len(u.parts))))


def _drawn_in(rng: random.Random, u: Node, whole: Node) -> Node | None:
    sums = [v for v in u.parts if v.head == "sum"]
    if not sums:
        return None
    others = [v for v in u.parts if v is not sums[0]]
    if any(sums[0].name in names_in(v) for v in others):
        return None
    return replace(sums[0], parts=(times(*others, sums[0].parts[0]),))


def _complemented(rng: random.Random, u: Node, whole: Node) -> Node | None:
    guards = [v for v in u.parts if v.head == "if" and v.name == "!="]
    if not guards:
        return None
    rest = [v for v in u.parts if v is not guards[0]]
    return Node("-", (times(*rest), times(replace(guards[0], name="="), *rest)))


Law = Callable[[random.Random, Node, Node], "Node | None"]
SUM_LAWS: tuple[Law, ...] = (
    _swapped, _swapped, _swapped, _indicated, _indicated, _reversed, _shifted, _renamed,
    _distributed, _drawn_out, _split, _collapsed, _collapsed,
)  # fmt: skip
PRODUCT_LAWS: tuple[Law, ...] = (_commuted, _drawn_in, _drawn_in, _complemented)


def spoiled(rng: random.Random, u: Node) -> Node | None:
    """A term with one slip of the pen in it."""
    match u.head:
        case "sum":
            n, by = rng.randint(0, 1), Line(rng.choice([-1, 1]))
            return replace(u, lines=tuple(v + by if k == n else v for k, v in enumerate(u.lines)))
        case "entry" if len(u.lines) == 2 and u.name == "c":
            return replace(u, lines=u.lines[::-1])
        case "entry" if len(u.lines) == 1 and SHAPES[u.name] == "n":
            return replace(u, name="b" if u.name == "a" else "a")
        case "if":
            return replace(u, name={"=": "!=", "!=": "=", "<=": "<", "<": "<="}[u.name])
        case "+":
            return Node("-", u.parts) if len(u.parts) == 2 else None
        case "-":
            return Node("+", u.parts)
        case "*" if any(v.head == "if" for v in u.parts):
            return times(*(v for v in u.parts if v.head != "if"))
    return None


# --- steps ---------------------------------------------------------------------------------------


def places(u: Node) -> Iterator[tuple[Node, tuple[int, ...]]]:
    yield u, ()
    for k, part in enumerate(u.parts):
        for inner, path in places(part):
            yield inner, (k, *path)


def placed(u: Node, path: tuple[int, ...], new: Node) -> Node:
    if not path:
        return new
    k = path[0]
    inner = placed(u.parts[k], path[1:], new)
    parts = (*u.parts[:k], inner, *u.parts[k + 1 :])
    return times(*parts) if u.head == "*" else replace(u, parts=parts)


def changed(rng: random.Random, u: Node, change: Callable[[Node], Node | None]) -> Node:
    """A term after a change at one of its places, if there is one at which it can be made."""
    found = list(places(u))
    rng.shuffle(found)
    for inner, path in found:
        new = change(inner)
        if new is not None and new != inner:
            return placed(u, path, new)
    return u


def points(rng: random.Random) -> Iterator[tuple[dict[str, int], dict]]:
    """Sizes and whole numbers for the entries."""
    for _ in range(POINTS):
        for n, m in product(range(1, MAX_SIZE + 1), repeat=2):
            at = {"n": n, "m": m, "x": rng.randint(-3, 3)}
            at |= {name: rng.randint(1, n) for name in "pq"}
            arrays = {}
            for name, shape in SHAPES.items():
                axes = (range(1, at[size] + 1) for size in shape)
                arrays[name] = {place: rng.randint(-9, 9) for place in product(*axes)}
            arrays["s"] = {(i, j): arrays["s"][min(i, j), max(i, j)] for i, j in arrays["s"]}
            yield at, arrays


def differ(one: Node, other: Node, rng: random.Random) -> bool | None:
    """Whether two terms differ at some point; None if an entry is missing."""
    apart = False
    for at, arrays in points(rng):
        try:
            apart |= value(one, at, arrays) != value(other, at, arrays)
        except OutOfRange:
            return None
    return apart


def steps(seed: int, number: int) -> Iterator[Step]:
    """Pairs of a true step and a false one."""
    rng = random.Random(seed)
    made = 0
    while made < number:
        before = after = term(rng)
        for _ in range(rng.randint(2, 5)):
            after = changed(rng, after, lambda u: rewritten(rng, u, after))  # noqa: B023 - at once
        wrong = changed(rng, after, lambda u: spoiled(rng, u))
        if before == after or differ(before, after, rng) is not False:
            continue
        if differ(before, wrong, rng) is not True:
            continue
        made += 1
        yield Step(text(before), text(after), "", True)
        yield Step(text(before), text(wrong), "", False)


def run(seed: int, number: int) -> Tally:
    return judged(steps(seed, number), SYMBOLS)


if __name__ == "__main__":
    sys.exit(main(__doc__, run))
