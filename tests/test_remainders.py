"""Remainders and congruences in words: what they say, and what has two readings."""

from __future__ import annotations

import pytest

from derivcheck.diagnostics import Diagnosis
from derivcheck.kernel.language.sorts import INTEGER, Sort
from derivcheck.notation.plain import read_statement
from derivcheck.notation.scope import Scope

SCOPE = Scope(names={**dict.fromkeys(("a", "b", "c", "m", "n"), INTEGER), "f": Sort("function")})
NAMED_SO = Scope(names={**SCOPE.names, "mod": INTEGER, "divides": INTEGER})

REFUSED = {
    "the last term of a sum or all":   ("a + b mod m = 0", "DC124", "(a + b) mod m"),
    "a sign in front":                 ("-a mod m = 0", "DC124", "(a + b) mod m"),
    "the product or its first factor": ("a mod m*n = 0", "DC124", "a mod (m*n)"),
    "one side or both":                ("a = b mod m", "DC124", "a = b (mod m)"),
    "both of an inequation":           ("a != b mod m", "DC124", "a = (b mod m)"),
    "an order modulo something":       ("a < b (mod m)", "DC124", "a = b (mod m)"),
    "a congruence without a modulus":  ("a ≡ b", "DC101", "a = b (mod m)"),
    "a modulus that is not closed":    ("a = b (mod m", "DC124", "a = b (mod m)"),
    "a name that divides":             ("a divides b", "DC102", "mod(b, a) = 0"),
    "a sum that divides":              ("1 + 1 divides b", "DC102", "mod(b, a) = 0"),
    "no second operand":               ("a mod = b", "DC101", "="),
    "no first operand":                ("mod a = b", "DC102", ""),
    "a modulus without an equation":   ("a (mod m) = b", "DC101", ""),
    "two names side by side":          ("a n mod m = 0", "DC102", "a*n"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_has_two_readings_is_refused(case: str) -> None:
    text, code, hint = REFUSED[case]
    with pytest.raises(Diagnosis) as error:
        read_statement(text, SCOPE)
    assert error.value.diagnostic.code == code
    assert hint in (error.value.diagnostic.hint or "")


READ = {
    "n^2 mod 4 = 1": "mod(n^2, 4) = 1",
    "a*(b + 1) mod m = 0": "mod(a*(b + 1), m) = 0",
    "(a + b) mod m = 0": "mod(a + b, m) = 0",
    "a + (b mod m) = 0": "a + mod(b, m) = 0",
    "a mod 4 + 1 = 2": "mod(a, 4) + 1 = 2",
    "a mod m = b mod m": "mod(a, m) = mod(b, m)",
    "a = (b mod m)": "a = mod(b, m)",
    "a mod 8 mod 4 = a mod 4": "mod(mod(a, 8), 4) = mod(a, 4)",
    "2^(n mod 2) = 1": "2^mod(n, 2) = 1",
    "1{n mod 2 = 0} = 1": "1{mod(n, 2) = 0} = 1",
    "f(n) mod 3 = 1": "mod(f(n), 3) = 1",
    "not n mod 2 = 0 and a mod 2 = 1": "not mod(n, 2) = 0 and mod(a, 2) = 1",
    "a = b (mod m)": "mod(a, m) = mod(b, m)",
    "a ≡ b (mod 2*m)": "mod(a, 2*m) = mod(b, 2*m)",
    "a ≡ 1 mod m": "mod(a, m) = mod(1, m)",
    "a = b = c (mod m)": "mod(a, m) = mod(b, m) and mod(b, m) = mod(c, m)",
    "a = b (mod m) implies b = a (mod m)": "mod(a, m) = mod(b, m) => mod(b, m) = mod(a, m)",
    "7 divides 8^n - 1": "mod(8^n - 1, 7) = 0",
    "3 divides a implies 3 divides a*b": "mod(a, 3) = 0 => mod(a*b, 3) = 0",
}


@pytest.mark.parametrize("text", READ)
def test_words_are_read(text: str) -> None:
    assert read_statement(text, SCOPE).term == read_statement(READ[text], SCOPE).term


@pytest.mark.parametrize("text", ["a + mod = divides", "mod*divides = a", "(mod) = f(mod)"])
def test_names_may_be_called_so(text: str) -> None:
    assert read_statement(text, NAMED_SO).term is not None
