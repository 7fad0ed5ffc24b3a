"""Hints can be followed: what a message says to write is read without another error."""

from __future__ import annotations

import pytest

from derivcheck.diagnostics import Diagnostic
from derivcheck.documents.yaml import load
from derivcheck.documents.yaml_traps import quoted
from derivcheck.notation.elsewhere import BINDERS, NAMES, PAIRS, WORDS
from derivcheck.notation.tokens import FOREIGN
from derivcheck.obligations.derivation import obligations

SYMBOLS = """\
symbols:
  x, y, t: real
  n, k: positive integer
  a, b: real[k]
  A, B, W: real[n, n]
  i, l: index of k
  f: function
  g: function real, real -> real
  z: complex
"""


def findings(text: str) -> list[Diagnostic]:
    (derivation,) = load("f.yaml", text)
    found = [*derivation.problems, *(p for o in obligations(derivation) for p in o.problems)]
    return list(dict.fromkeys(found))


def of(text: str) -> list[Diagnostic]:
    """What is wrong with an expression or statement."""
    as_number = findings(f"{SYMBOLS}steps:\n  - expr: {quoted(text)}\n")
    as_statement = findings(f"{SYMBOLS}steps:\n  - claim: {quoted(text)}\n")
    mixed = as_number and as_number[0].code == "DC206"
    return as_statement if mixed or not as_statement else as_number


# (wrong, what the hint says, what is then written)
FOLLOWED = [
    ("W^T",             "W.T",                        "W.T"),
    ("a^T @ b",         "a.T",                        "a.T @ b"),
    ("A'",              "A.T",                        "A.T"),
    ("A^H",             "A.H",                        "A.H"),
    ("‖a‖",             "norm(x) or ||x||",           "||a||"),
    ("abs(a)",          "norm(a) or ||a||",           "norm(a)"),
    ("abs(a)",          "abs.(a) for every entry",    "abs.(a)"),
    ("norm(x)",         "abs(x)",                     "abs(x)"),
    ("nrom(a)",         "norm",                       "norm(a)"),
    ("nomr(a)",         "norm",                       "norm(a)"),
    ("Norm(a - b)",     "norm(",                      "norm(a - b)"),
    ("A @ I",           "eye(n)",                     "A @ eye(n)"),
    ("A @ 2",           "2*A",                        "2*A"),
    ("A @ Id",          "eye(n)",                     "A @ eye(n)"),
    ("exp(a)",          "exp.(v)",                    "exp.(a)"),
    ("a/b",             "A ./ B",                     "a ./ b"),
    ("a^2",             "v .^ 2",                     "a .^ 2"),
    ("exp.(x)",         "without the dot",            "exp(x)"),
    ("x ± y",           "x = ±a",                     "x = ±y"),
    ("eye(x)",          "n: positive integer",        "eye(n)"),
    ("A[1:2, 1]",       "",                           None),
    ("e^x",             "exp(x) or E^x",              "exp(x)"),
    ("e^x",             "exp(x) or E^x",              "E^x"),
    ("2x",              "2*x",                        "2*x"),
    ("x(y)",            "x*(...)",                    "x*(y)"),
    ("2|x|",            "abs(x)",                     "2*abs(x)"),
    ("|x||y|",          "abs(x) for |x|, with an operator before it", "abs(x)*abs(y)"),
    ("6 | n*(n + 1)",   "mod(n, 6) = 0",              "mod(n*(n + 1), 6)"),
    ("sin x",           "sin(x)",                     "sin(x)"),
    ("sin^2(x)",        "sin(x)^2",                   "sin(x)^2"),
    ("sin²(x)",         "sin(x)^2",                   "sin(x)^2"),
    ("x²",              "x^2",                        "x^2"),
    ("x_{1}",           "x_1",                        None),
    ("sum_{j=1}^n j",   "sum(f, j = 1..k)",           "sum(j, j = 1..k)"),
    ("int x dx",        "int(f, x = a..b)",           "int(x, x = 0..1)"),
    ("d/dx x^2",        "diff(f, x)",                 "diff(x^2, x)"),
    ("x // 2",          "floor(x/y)",                 "floor(x/2)"),
    ("x <> y",          "!=",                         "x != y"),
    ("x =< y",          "<=",                         "x <= y"),
    ("A/B",             "A @ inv(B)",                 "A @ inv(B)"),
    ("1/A",             "inv(B) for 1/B",             "inv(A)"),
    ("A*x*B",           "numbers in front, 2*A*B",    "x*A*B"),
    ("exp(a)",          "a[j], with j: index in 1..k", "exp(a[i])"),
    ("f'",              "f'(x)",                      "f'(x)"),
    ("Pi*x",            "pi",                         "pi*x"),
    ("binom(n, k)",     "binomial(n, k)",             "binomial(n, k)"),
    ("x if x > 0 else y", "Piecewise((x, x > 0), (-x, True))", "Piecewise((x, x > 0), (-x, True))"),
    ("n!!",             "(n!)!",                      "(n!)!"),
    ("[x > 0]",         "1{P}",                       "1{x > 0}"),
    ("x in y",          "x in [0, 1)",                "x in [0, 1)"),
    ("1,5",             "1.5",                        "1.5"),
    ("diff(x*n, n)",    "a name that is declared real", "diff(x*n, x)"),
    ("x -> 0",          "lim(f, x -> a)",             "lim(x, x -> 0)"),
    ("(1, 2)",          "[a, b, c]",                  "[1, 2]"),
    ("diff(f, x)",      "f(x)",                       "diff(f(x), x)"),
]  # fmt: skip


@pytest.mark.parametrize(("wrong", "told", "right"), FOLLOWED, ids=[c[0] for c in FOLLOWED])
def test_what_is_written_instead_is_read(wrong: str, told: str, right: str | None) -> None:
    found = of(wrong)
    assert found
    assert told in found[0].hint
    assert right is None or not of(right)


def test_all_names_that_are_missing_are_told_at_once() -> None:
    (found,) = of("(u + v)^2 + x + sum(w*j, j = 1..n)")
    assert (found.message, found.hint) == (
        "`u` is not declared", "declare u, v, w under symbols:"
    )  # fmt: skip


EXAMPLES = {**NAMES, **WORDS, **BINDERS}
WRITTEN = {
    name: text.strip()
    for name, hint in EXAMPLES.items()
    if hint.startswith("write ")
    and not hint.startswith(("write an ", "write the ", "write derivatives "))
    for text in [hint.removeprefix("write ").split(" for ")[0].split(", or ")[0].split(" or ")[0]]
}


@pytest.mark.parametrize("name", sorted(WRITTEN))
def test_an_example_of_another_notation_is_read(name: str) -> None:
    text = WRITTEN[name].split(", with ")[0]
    stands_for = {"sum(f,": "sum(x,", "prod(f,": "prod(x,", "int(f,": "int(x,", "lim(f,": "lim(x,"}
    for letter, real in stands_for.items():
        text = text.replace(letter, real)
    text = text.replace("a..b", "0..1").replace("x -> a", "x -> 0")
    assert not of(text), text


def test_every_foreign_sign_and_word_has_a_hint() -> None:
    for table in (FOREIGN, NAMES, WORDS, PAIRS, BINDERS):
        assert all(hint and not hint.endswith(".") for hint in table.values())


# (name, a file that cannot be read, what the hint says, the file that follows it)
FILES = [
    ("braces in print", "print: {p: \\hat{p}}\nsymbols: {p: real}\nsteps:\n  - expr: p\n",
     "below `print:`, such as `x: \\vec{x}`",
     "print:\n  p: \\hat{p}\nsymbols: {p: real}\nsteps:\n  - expr: p\n"),
    ("several names in braces", "symbols: {a, b: real}\nsteps:\n  - expr: a\n",
     "below `symbols:`, such as `x: real`",
     "symbols:\n  a, b: real\nsteps:\n  - expr: a\n"),
    ("a constant nobody declared",
     "symbols: {x: real}\nsteps:\n  - expr: int(x, x)\n  - expr: x^2/2 + C\n",
     "as `constant` if it is a constant of integration",
     "symbols: {x: real, C: constant}\nsteps:\n  - expr: int(x, x)\n  - expr: x^2/2 + C\n"),
    ("an interval in braces", "symbols: {x: real in (0, 1)}\nsteps:\n  - expr: x\n",
     "below `symbols:`", "symbols:\n  x: real in (0, 1)\nsteps:\n  - expr: x\n"),
    ("arguments in braces", "define: {g(x, y): x*y}\nsteps:\n  - expr: g(1, 2)\n",
     "below `define:`, such as `f(x): x^2`",
     "define:\n  g(x, y): x*y\nsteps:\n  - expr: g(1, 2)\n"),
    ("a shape in braces", "symbols: {a: real[3], x: real}\nsteps:\n  - expr: a\n",
     "below `symbols:`", "symbols:\n  a: real[3]\n  x: real\nsteps:\n  - expr: a\n"),
    ("on one line", "symbols: x: real\nsteps:\n  - expr: x\n",
     "below `symbols:`, such as `x: real`", "symbols:\n  x: real\nsteps:\n  - expr: x\n"),
    ("a list of names", "symbols:\n  - x: real\nsteps:\n  - expr: x\n",
     "below `symbols:`, such as `x: real`", "symbols:\n  x: real\nsteps:\n  - expr: x\n"),
    ("an equals sign", "define:\n  f(x) = x^2\nsteps:\n  - expr: f(1)\n",
     "such as `f(x): x^2`", "define:\n  f(x): x^2\nsteps:\n  - expr: f(1)\n"),
    ("no dash", "steps:\n  expr: 1\n", "such as `- expr: x`", "steps:\n  - expr: 1\n"),
    ("no colon", "steps:\n  - expr 1\n", "such as `expr: x`", "steps:\n  - expr: 1\n"),
    ("braces in an expression", "steps:\n  - expr: {1 + 1}\n", "write (1 + 1)",
     "steps:\n  - expr: (1 + 1)\n"),
    ("a star in front", "symbols: {x: real}\nsteps:\n  - expr: *x\n", "write x",
     "symbols: {x: real}\nsteps:\n  - expr: x\n"),
    ("not", "symbols: {p: boolean}\nsteps:\n  - claim: !p\n", "write not p",
     "symbols: {p: boolean}\nsteps:\n  - claim: not p\n"),
    ("marks", "symbols: {x: real}\nsteps:\n  - expr: \"x\" + 1\n", "write x + 1",
     "symbols: {x: real}\nsteps:\n  - expr: x + 1\n"),
    ("rel on a claim", "steps:\n  - claim: 1 < 2\n    rel: \"<\"\n", "leave `rel:` out",
     "steps:\n  - claim: 1 < 2\n"),
    ("from on a claim", "steps:\n  - claim: 1 = 1\n    from: none\n", "leave `from:` out",
     "steps:\n  - claim: 1 = 1\n"),
    ("from on a given",
     "steps:\n  - given: 1 = 1\n    label: s\n  - given: 2 = 2\n    from: s\n",
     "leave `from:` out", "steps:\n  - given: 1 = 1\n    label: s\n  - given: 2 = 2\n"),
    ("a sort of code", "symbols: {x: float}\nsteps:\n  - expr: x\n", "`real`",
     "symbols: {x: real}\nsteps:\n  - expr: x\n"),
    ("a vector", "symbols:\n  x: vector\nsteps:\n  - expr: x\n",
     "`real[n]`, with n: positive integer",
     "symbols:\n  x: real[n]\n  n: positive integer\nsteps:\n  - expr: x\n"),
    ("a sign", "symbols:\n  x: real > 0\nsteps:\n  - expr: x\n", "`positive real`",
     "symbols:\n  x: positive real\nsteps:\n  - expr: x\n"),
    ("natural numbers", "symbols:\n  n: natural\nsteps:\n  - expr: n\n", "`nonnegative integer`",
     "symbols:\n  n: nonnegative integer\nsteps:\n  - expr: n\n"),
    ("a power as a name", "symbols:\n  s^2: real\nsteps:\n  - expr: 1\n", "stands alone",
     "symbols:\n  s2: real\nsteps:\n  - expr: 1\n"),
    ("two statements", "symbols: {x: real}\nassume: x > 0, x < 1\nsteps:\n  - expr: x\n",
     "write and between statements",
     "symbols: {x: real}\nassume: x > 0 and x < 1\nsteps:\n  - expr: x\n"),
    ("defined by itself", "define:\n  f(x): f(x - 1)\nsteps:\n  - expr: f(1)\n",
     "declare f under symbols: instead, and state its equation under assume:",
     "symbols:\n  f: function\nassume: 'for all x: f(x) = f(x - 1)'\nsteps:\n  - expr: f(1)\n"),
]  # fmt: skip


@pytest.mark.parametrize("case", FILES, ids=lambda case: case[0])
def test_a_file_that_follows_its_hint_is_read(case: tuple[str, str, str, str]) -> None:
    _, wrong, told, right = case
    found = findings(wrong)
    assert found
    assert told in found[0].hint
    assert not findings(right)
