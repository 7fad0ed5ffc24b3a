"""Sizes of arrays where their names are bound: what does not fit there first, then what does."""

from __future__ import annotations

import pytest

from derivcheck.checking.check import check_derivation
from derivcheck.diagnostics import Diagnosis
from derivcheck.documents.model import Derivation
from derivcheck.documents.yaml import load
from derivcheck.kernel.language.sorts import INTEGER, REAL, Sort
from derivcheck.kernel.language.terms import ONE, Sym
from derivcheck.notation import plain
from derivcheck.notation.scope import Scope
from derivcheck.verdicts.settings import Settings

N = (ONE, Sym("n"))
SCOPE = Scope({
    "n": INTEGER, "k": INTEGER, "t": REAL, "x": Sort("real", (N,)), "A": Sort("real", (N, N)),
    "F": Sort("function", arity=1, takes=((N,),)),
})  # fmt: skip

REFUSED: dict[str, str] = {
    "a matrix beside a unit matrix": "sum(tr(A + eye(n)), n = 1..2)",
    "a vector beside ones": "sum(norm(x - ones(n)), n = 1..3)",
    "a product with a unit matrix": "prod(tr(A @ eye(n)), n = 1..3)",
    "a number of two vectors": "sum(x @ ones(n), n = 1..2)",
    "an argument of a function": "sum(F(ones(n)), n = 1..2)",
    "a statement about all": "for all n: norm(x - ones(n)) >= 0",
    "a value at a place": "subs(norm(x - ones(n)), n = 5)",
    "a value of another size at a place": "x + subs(ones(k), k = 5)",
    "a sum of what has no one size": "norm(sum(ones(k), k = 1..2))",
    "two binders": "sum(sum(norm(x - ones(n)), n = 1..2), n = 1..3)",
    "what is summed, beside ones": "sum(norm(sum(x, k = 1..2) - ones(n)), n = 1..3)",
}  # fmt: skip


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_a_size_is_not_what_its_name_is_bound_to(text: str) -> None:
    with pytest.raises(Diagnosis, match="DC204"):
        plain.read(text, SCOPE)


TOLD = {
    "a vector beside ones": "sum(norm(x - ones(n)), n = 1..3)",
    "a product": "prod(tr(A @ eye(n)), n = 1..3)",
    "a limit": "lim(norm(x - ones(n)), n -> oo)",
}


@pytest.mark.parametrize("text", TOLD.values(), ids=TOLD)
def test_it_is_told_what_to_write(text: str) -> None:
    with pytest.raises(Diagnosis) as caught:
        plain.read(text, SCOPE)
    assert caught.value.diagnostic.hint == "give what is bound here as `n` another name"


READ: dict[str, str] = {
    "a vector": "sum(x @ x, n = 1..3)",
    "vectors of the size": "sum(norm(x + A @ x), n = 1..3)",
    "a sum of vectors, outside": "sum(x, n = 1..3) + x",
    "a sum of sums, inside": "sum(norm(sum(x, n = 1..2) + x), n = 1..3)",
    "a unit matrix alone": "sum(tr(eye(n)), n = 1..2)",
    "an argument": "sum(F(x), n = 1..2)",
    "a size at a place": "subs(ones(k), k = n) + x",
    "a gradient, outside": "diff(x @ x, x) + sum(x, n = 1..2)",
}  # fmt: skip


@pytest.mark.parametrize("text", READ.values(), ids=READ)
def test_an_array_keeps_its_size(text: str) -> None:
    plain.read(text, SCOPE)


def using(definition: str, use: str) -> Derivation:
    name, body = definition.split(": ")
    (derivation,) = load("f.yaml", (
        "symbols: {n: positive integer, t: real, x: 'real[n]', A: 'real[n, n]'}\n"
        f"define: {{'{name}': '{body}'}}\n"
        f"steps:\n  - claim: t = t + 0*{use}\n"
    ))  # fmt: skip
    return derivation


DEFINED: dict[str, tuple[str, str, str]] = {
    # a definition, a use of it, what is found
    "a family, by the size": ("c[n]: norm(x - ones(n))", "c[2]", "DC204"),
    "a function of a size and a vector": (
        "h(n, x): A[n, 1]*(x.T @ eye(n) @ x)", "h(2, x)", "DC204"),
    "a family of arrays of all sizes": ("o[k]: ones(k)", "norm(o[2] + x)", "DC204"),
    "a family by another name": ("s[k]: x*k", "norm(s[2] + x)", ""),
    "a family that is called as the size": ("w[n]: x[1]*n", "w[2]", ""),
    "a name that does not speak of its size": ("d: tr(A)", "sum(d, n = 1..2)", ""),
}  # fmt: skip


@pytest.mark.parametrize(("definition", "use", "code"), DEFINED.values(), ids=DEFINED)
def test_a_parameter_is_no_size(definition: str, use: str, code: str) -> None:
    derivation = using(definition, use)
    found = [*derivation.problems, *(p for s in derivation.every_step for p in s.problems)]
    assert [p.code for p in found][:1] == ([code] if code else [])


@pytest.mark.parametrize("use", ["sum(c, n = 1..2)", "subs(c, n = 2)"])
def test_a_definition_that_speaks_of_its_size_keeps_it(use: str) -> None:
    (step,) = check_derivation(using("c: tr(A + eye(n))", use), Settings()).steps
    assert step.verdict and step.verdict.name == "invalid"
