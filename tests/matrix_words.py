"""Random true and false steps between words: `python tests/matrix_words.py --count 20000`.

A step is made of four to ten factors, with inverses and transposes, a third of them under a
hypothesis.  Rational matrices are the judge: a false step is one that they tell apart at a point
that the hypothesis allows.  A wrong verdict is printed and makes the exit code 1.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from flint import fmpq, fmpq_mat
from random_steps import Step, Tally, judged, main

SIZES = {"n": 3, "k": 2}
SYMBOLS = {
    "n": "positive integer", "k": "positive integer", "c": "nonzero real",
    "A": "invertible real[n, n]", "B": "invertible real[n, n]", "S": "symmetric real[n, n]",
    "X": "real[n, k]", "Y": "real[k, n]", "x": "real[n]", "y": "real[n]", "z": "real[k]",
}  # fmt: skip
COMMUTING = {("A", "B"), ("B", "A"), ("inv(A)", "B")}
SQUARE = ("A", "B", "S")
HYPOTHESES = ("", "", "", "", "A @ B = B @ A", "S @ S = S", "A.T @ A = eye(n)", "A @ x = c*x")


@dataclass(frozen=True, slots=True)
class Node:
    """A matrix: a name, or a head with its parts."""

    head: str
    parts: tuple[Node, ...] = ()


# --- terms ---------------------------------------------------------------------------------------


def text(u: Node) -> str:
    match u.head:
        case "@":
            return "(" + " @ ".join(map(text, u.parts)) + ")"
        case "+" | "-":
            return "(" + f" {u.head} ".join(map(text, u.parts)) + ")"
        case "T":
            return f"{text(u.parts[0])}.T"
        case "inv" | "tr" | "det":
            return f"{u.head}({text(u.parts[0])})"
        case "scaled":
            return f"c*{text(u.parts[0])}"
    return u.head


def shape(u: Node) -> tuple[str, str]:
    match u.head:
        case "@":
            return shape(u.parts[0])[0], shape(u.parts[-1])[1]
        case "T":
            return shape(u.parts[0])[::-1]
        case "+" | "-" | "inv" | "scaled":
            return shape(u.parts[0])
        case "eye(n)":
            return "n", "n"
        case "tr" | "det":
            return "1", "1"
    return {
        "X": ("n", "k"),
        "Y": ("k", "n"),
        "x": ("n", "1"),
        "y": ("n", "1"),
        "z": ("k", "1"),
    }.get(u.head, ("n", "n"))


def value(u: Node, at: dict[str, fmpq_mat]) -> fmpq_mat:
    """Raises: ZeroDivisionError, where there is none."""
    parts = [value(p, at) for p in u.parts]
    match u.head:
        case "@":
            total = parts[0]
            for p in parts[1:]:
                total = total * p
            return total
        case "+":
            return parts[0] + parts[1]
        case "-":
            return parts[0] - parts[1]
        case "T":
            return parts[0].transpose()
        case "inv":
            return parts[0].inv()
        case "scaled":
            return parts[0] * at["c"][0, 0]
        case "tr":
            return fmpq_mat(1, 1, [sum((parts[0][i, i] for i in range(parts[0].nrows())), fmpq(0))])
        case "det":
            return fmpq_mat(1, 1, [parts[0].det()])
        case "eye(n)":
            return unit(SIZES["n"])
    return at[u.head]


def unit(size: int) -> fmpq_mat:
    return fmpq_mat(size, size, [fmpq(int(i == j)) for i in range(size) for j in range(size)])


# --- random steps --------------------------------------------------------------------------------


def letter(rng: random.Random, rows: str) -> Node:
    """A factor with some rows."""
    if rows == "n":
        name = rng.choice(["A", "B", "S", "X", "Yt", "A", "B"])
        u = Node("T", (Node("Y"),)) if name == "Yt" else Node(name)
    else:
        u = rng.choice([Node("Y"), Node("T", (Node("X"),))])
    if u.head in ("A", "B") and rng.random() < 0.35:
        u = Node("inv", (u,))
    return Node("T", (u,)) if u.head in ("A", "B", "inv") and rng.random() < 0.3 else u


def word(rng: random.Random, size: int, rows: str = "n", columns: str = "n") -> Node:
    while True:
        parts, here = [], rows
        for _ in range(size):
            parts.append(letter(rng, here))
            here = shape(parts[-1])[1]
        if here == columns:
            return Node("@", tuple(parts)) if len(parts) > 1 else parts[0]


def term(rng: random.Random) -> Node:
    size = rng.randint(4, 10)
    u = word(rng, size)
    if rng.random() < 0.3:
        cut = rng.randint(1, size - 1)
        u = Node("@", (Node("+", (word(rng, cut), word(rng, 1))), word(rng, size - cut)))
    if rng.random() < 0.15:
        inner = Node("+", (Node("A"), Node("@", (Node("x"), Node("T", (Node("y"),))))))
        u = Node("@", (Node("inv", (inner,)), u))
    roll = rng.random()
    if roll < 0.2:
        return Node("tr", (u,))
    if roll < 0.3:
        return Node("@", (Node("T", (Node("x"),)), u, Node("y")))
    return Node("T", (u,)) if roll < 0.45 else u


def places(u: Node) -> Iterator[tuple[Node, tuple[int, ...]]]:
    yield u, ()
    for i, part in enumerate(u.parts):
        for inner, path in places(part):
            yield inner, (i, *path)


def put(u: Node, path: tuple[int, ...], new: Node) -> Node:
    if not path:
        return new
    i = path[0]
    inner = put(u.parts[i], path[1:], new)
    return Node(u.head, (*u.parts[:i], inner, *u.parts[i + 1 :]))


def product(*parts: Node) -> Node:
    flat = [q for p in parts for q in (p.parts if p.head == "@" else (p,))]
    return Node("@", tuple(flat)) if len(flat) > 1 else flat[0]


def rewritten(rng: random.Random, u: Node, assume: str) -> Node | None:
    """An equal term, by one law."""
    match u.head, u.parts:
        case "T", (v,) if v.head == "@":
            return product(*(Node("T", (p,)) for p in reversed(v.parts)))
        case "T", (v,) if v.head == "T":
            return v.parts[0]
        case "T", (v,) if v.head in ("+", "-"):
            return Node(v.head, tuple(Node("T", (p,)) for p in v.parts))
        case "T", (v,) if v.head == "inv":
            return Node("inv", (Node("T", v.parts),))
        case "T", (Node("S"),):
            return Node("S")
        case "inv", (v,) if v.head == "@" and all(p.head in ("A", "B") for p in v.parts):
            return product(*(Node("inv", (p,)) for p in reversed(v.parts)))
        case "tr", (v,) if v.head == "@":
            n = rng.randint(1, len(v.parts) - 1)
            return Node("tr", (product(*v.parts[n:], *v.parts[:n]),))
        case "tr", (v,) if v.head != "T":
            return Node("tr", (Node("T", (v,)),))
        case "@", parts:
            return _in_product(rng, parts, assume)
        case (("A" | "B" | "S"), ()) if rng.random() < 0.2:
            return product(u, Node("A"), Node("inv", (Node("A"),)))
    return None


def _in_product(rng: random.Random, parts: tuple[Node, ...], assume: str) -> Node | None:
    n = rng.randint(0, len(parts) - 2)
    a, b = parts[n], parts[n + 1]
    before, after = parts[:n], parts[n + 2 :]
    new: Node | None = None
    if b.head == "+":
        new = Node("+", tuple(product(a, p) for p in b.parts))
    elif a.head == "+":
        new = Node("+", tuple(product(p, b) for p in a.parts))
    elif {a, b} == {Node("A"), Node("inv", (Node("A"),))}:
        new = Node("eye(n)")
    elif assume == "A @ B = B @ A" and (text(a), text(b)) in COMMUTING:
        new = product(b, a)
    elif assume == "S @ S = S" and a.head == b.head == "S":
        new = a
    elif assume.startswith("A.T") and a == Node("inv", (Node("A"),)):
        new = product(Node("T", (Node("A"),)), b)
    elif assume == "A @ x = c*x" and (a.head, b.head) == ("A", "x"):
        new = Node("scaled", (b,))
    elif rng.random() < 0.3 and shape(a)[1] == "n" and a.head != "T":
        new = product(a, Node("inv", (Node("B"),)), Node("B"), b)
    elif a.head != "scaled" and "1" not in shape(a) + shape(b):
        new = Node("T", (product(Node("T", (b,)), Node("T", (a,))),))
    return None if new is None else product(*before, new, *after)


def spoiled(rng: random.Random, u: Node) -> Node | None:
    """A term with one slip of the pen in it."""
    match u.head, u.parts:
        case "T", (v,) if shape(v)[0] == shape(v)[1] and v.head != "S":
            return v
        case "inv", (v,):
            return v
        case "+", parts:
            return Node("-", parts)
        case "@", parts:
            swaps = [
                n
                for n in range(len(parts) - 1)
                if shape(parts[n]) == shape(parts[n + 1]) == ("n", "n") and parts[n] != parts[n + 1]
            ]
            if swaps:
                n = rng.choice(swaps)
                return Node("@", (*parts[:n], parts[n + 1], parts[n], *parts[n + 2 :]))
    return None


def changed(rng: random.Random, u: Node, change) -> Node:
    """A term after a change at one of its places, if there is one at which it can be made."""
    found = list(places(u))
    rng.shuffle(found)
    for inner, path in found:
        new = change(inner)
        if new is not None and new != inner:
            return put(u, path, new)
    return u


def point(rng: random.Random, assume: str) -> dict[str, fmpq_mat]:
    """Matrices that a hypothesis allows."""
    n, k = SIZES["n"], SIZES["k"]

    def made(rows: int, columns: int) -> fmpq_mat:
        entries = [fmpq(rng.randint(-3, 3), rng.choice([1, 1, 2])) for _ in range(rows * columns)]
        return fmpq_mat(rows, columns, entries)

    at = {name: made(n, n) for name in SQUARE}
    at |= {"X": made(n, k), "Y": made(k, n), "x": made(n, 1), "y": made(n, 1), "z": made(k, 1)}
    at["c"] = fmpq_mat(1, 1, [fmpq(rng.choice([2, -1, 3]))])
    at["S"] = at["S"] + at["S"].transpose()
    match assume:
        case "A @ B = B @ A":
            at["B"] = at["A"] * at["A"] + at["A"] * fmpq(2) + unit(n)
        case "S @ S = S":
            half = at["X"]
            at["S"] = half * (half.transpose() * half).inv() * half.transpose()
        case "A.T @ A = eye(n)":
            skew = at["B"] - at["B"].transpose()
            at["A"] = (unit(n) - skew) * (unit(n) + skew).inv()
        case "A @ x = c*x":
            base = at["B"]
            diagonal = fmpq_mat(n, n, [fmpq(0)] * (n * n))
            for i in range(n):
                diagonal[i, i] = at["c"][0, 0] if i == 0 else fmpq(rng.randint(1, 3))
            at["A"] = base * diagonal * base.inv()
            at["x"] = base * fmpq_mat(n, 1, [fmpq(int(i == 0)) for i in range(n)])
    return at


def differ(one: Node, other: Node, assume: str, rng: random.Random) -> bool | None:
    """Whether two terms differ at some point; None if no point has values."""
    seen = 0
    for _ in range(12):
        try:
            at = point(rng, assume)
            if at["A"].det() == 0 or at["B"].det() == 0:
                continue
            if value(one, at) != value(other, at):
                return True
            seen += 1
        except ZeroDivisionError:
            continue
    return None if not seen else False


def steps(seed: int, count: int) -> Iterator[Step]:
    """Pairs of a true step and a false one."""
    rng = random.Random(seed)
    made = 0
    while made < count:
        assume = rng.choice(HYPOTHESES)
        before = after = term(rng)
        for _ in range(rng.randint(2, 5)):
            after = changed(rng, after, lambda u: rewritten(rng, u, assume))  # noqa: B023 - used at once
        wrong = changed(rng, after, lambda u: spoiled(rng, u))
        if before == after or differ(before, after, assume, rng) is not False:
            continue
        if differ(before, wrong, assume, rng) is not True:
            continue
        made += 1
        yield Step(text(before), text(after), assume, True)
        yield Step(text(before), text(wrong), assume, False)


def run(seed: int, count: int) -> Tally:
    return judged(steps(seed, count), SYMBOLS)


if __name__ == "__main__":
    sys.exit(main(__doc__, run))
