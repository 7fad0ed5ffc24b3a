"""Repairs: single edits with which a wrong step is proved, and the chain they make."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from derivcheck.checking.check import check_derivation
from derivcheck.documents.yaml import load, load_file
from derivcheck.kernel.language.claims import Claim, Context
from derivcheck.kernel.language.sorts import INTEGER, REAL
from derivcheck.kernel.language.terms import App, Bind, Sym, Term, call, number
from derivcheck.notation.plain import read, show
from derivcheck.notation.scope import Scope
from derivcheck.provers.foundations.positions import places
from derivcheck.repair.edits import MAX_FACTORS, edits, material
from derivcheck.repair.mutations import factors, product
from derivcheck.repair.screening import screen
from derivcheck.reporters.findings import of_conclusion, of_step
from derivcheck.verdicts.report import FileReport, StepReport
from derivcheck.verdicts.settings import Settings

LIBRARY = Path(__file__).parent.parent / "derivations"
SYMBOLS = """\
  k, n: positive integer
  a: real[k]
  i, l: index of k
  x, y: real
  p, q: positive real
  g, h: function real -> real
"""


@cache
def checked(steps: str) -> FileReport:
    (derivation,) = load("f.yaml", f"symbols:\n{SYMBOLS}steps:\n{steps}\n")
    return check_derivation(derivation, Settings())


def wrong(before: str, after: str, key: str = "expr", first: str = "expr") -> StepReport:
    step = checked(f"  - {first}: {before}\n  - {key}: {after}").steps[1]
    assert step.verdict
    assert step.verdict.name == "refuted"
    return step


def texts(report: FileReport) -> list[str | None]:
    return [s.repair and s.repair.text for s in report.steps]


# --- single steps --------------------------------------------------------------------------------

UNREPAIRED = {
    "two edits away":          ("(x + y)^2", "x^2 + y^2 + 5"),
    "a sum taken apart":       ("sqrt(x^2 + y^2 + 1)", "x + y"),
    "nothing like it":         ("sin(x)", "exp(y) - 3*x^2"),
    "the line before":         ("x^2 + 2*x", "x^2 + 2"),
    "the line before, by a sign": ("sin(x) + x*cos(x)", "sin(x) - x*cos(x)"),
    "a weaker relation":       ("1/p + 1/q", "1/(p + q)"),
}  # fmt: skip

REPAIRED = {
    "the value of a limit":    ("lim((sin(x) - x + x^3/6)/x^5, x -> 0)", "-1/120", "1/120"),
    "a sign":                  ("(x - y)^2", "x^2 + 2*x*y + y^2", "x^2 - 2*x*y + y^2"),
    "a sign too many":         ("x + y", "x - -(-y)", None),
    "a numeral":               ("(x + 1)^2", "x^2 + 3*x + 1", "x^2 + 2*x + 1"),
    "an exponent":             ("x^2*x^3", "x^6", "x^5"),
    "a lost square":           ("sin(x)^2 + cos(x)^2 + y", "sin(x) + cos(x)^2 + y", None),
    "cosine for sine":         ("diff(sin(x), x)", "sin(x)", "cos(x)"),
    "a chain factor":          ("diff(sin(x^2), x)", "cos(x^2)", "cos(x^2)*(2*x)"),
    "a factor":                ("sin(2*x)", "2*sin(x)", "2*sin(x)*cos(x)"),
    "an absolute value":       ("log(x^2)", "2*log(x)", "2*log(abs(x))"),
    "two absolute values":     ("log(x*y)", "log(x) + log(y)", "log(abs(x)) + log(abs(y))"),
    "a lost logarithm":        ("log(p*q)", "log(p) + q", "log(p) + log(q)"),
    "an index":                ("diff(a[i]^2, a[i])", "2*a[l]", "2*a[i]"),
    "a product of fractions":  ("diff(g(x)/h(x), x)", "g'(x)/h(x) * g(x)*h'(x)/h(x)^2",
                                "g'(x)/h(x) - g(x)*h'(x)/h(x)^2"),
    "an upper bound":          ("sum(x, j = 0..n)", "n*x", "(n + 1)*x"),
    "a reciprocal":            ("int(exp(-p*x), x = 0..oo)", "p", "1/p"),
    "no reciprocal":           ("exp(p)*exp(q)", "exp(p + 1/q)", "exp(p + q)"),
    "the derivative of a function": ("diff(g(x)^2, x)", "2*g(x)", "2*g(x)*g'(x)"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), UNREPAIRED.values(), ids=UNREPAIRED)
def test_what_no_single_edit_mends_gets_no_repair(before: str, after: str) -> None:
    assert wrong(before, after).repair is None


@pytest.mark.parametrize(("before", "after", "text"), REPAIRED.values(), ids=REPAIRED)
def test_a_slip_is_undone(before: str, after: str, text: str | None) -> None:
    repair = wrong(before, after).repair
    assert repair
    assert repair.verdict == "proved"
    assert text is None or repair.text == text


@pytest.mark.parametrize(("before", "after", "text"), REPAIRED.values(), ids=REPAIRED)
def test_a_repaired_step_is_proved_when_it_is_read_again(
    before: str, after: str, text: str | None
) -> None:
    repair = wrong(before, after).repair
    assert repair
    again = checked(f"  - expr: {before}\n  - expr: {repair.text}").steps[1]
    assert again.verdict
    assert again.verdict.name == "proved"


NUMBERS = {
    "a value":                 ("int(x^2, x = 0..1)", "1/4", "1/3"),
    "an improper integral":    ("int(exp(-2*x), x = 0..oo)", "2", "1/2"),
    "a familiar constant":     ("sin(pi/4)", "1/2", "sqrt(2)/2"),
    "a number in a function":  ("int(1/x, x = 1..2)", "log(3)", "log(2)"),
    "a numerator":             ("1/2 + 1/3", "2/5", "5/6"),
    "a sum of numbers":        ("3*(x + 4) - 2*(x - 5)", "x + 2", "x + 22"),
    "a denominator":           ("int(y^2, y = 0..x)", "x^3/2", "x^3/3"),
    "a coefficient":           ("(x + 3)^2", "x^2 + 3*x + 9", "x^2 + 6*x + 9"),
    "a lost coefficient":      ("int(cos(2*y), y = 0..x)", "sin(2*x)", "sin(2*x)/2"),
    "a lost fraction":         ("diff(sqrt(p), p)", "1/sqrt(p)", "1/(2*sqrt(p))"),
    "a chain factor in front": ("diff(sin(3*x), x)", "cos(3*x)", "3*cos(3*x)"),
    "a power of a power":      ("(x^3)^4", "x^7", "x^12"),
    "a sum over indices":      ("sum(j^3, j = 1..n)", "n^2*(n + 1)^2/2", "n^2*(n + 1)^2/4"),
    "one fraction":            ("x/2 + x/3", "2*x/5", "5*x/6"),
    "a lost summand":          ("(x + 4)^2", "x^2 + 16", "x^2 + 8*x + 16"),
    "a lost product":          ("(x + y)^2", "x^2 + y^2", "x^2 + y^2 + 2*x*y"),
    "two numbers in one":      ("diff(x^4, (x, 2))", "4*x^3", "12*x^2"),
    "a rule half applied":     ("diff(x*exp(x), x)", "x*exp(x)", "x*exp(x) + exp(x)"),
    "a sign and no other":     ("cosh(x - y)", "cosh(x)*cosh(y) + sinh(x)*sinh(y)",
                                "cosh(x)*cosh(y) - sinh(x)*sinh(y)"),
    "the sum of logarithms":   ("log(p) + log(q)", "log(p + q)", "log(p*q)"),
    "a power for a multiple":  ("log(p^3)", "log(p)^3", "3*log(p)"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after", "text"), NUMBERS.values(), ids=NUMBERS)
def test_the_right_number_is_offered(before: str, after: str, text: str) -> None:
    repair = wrong(before, after).repair
    assert repair
    assert (repair.text, repair.verdict) == (text, "proved")


ANSWERS = {
    "a lost root":             ("x^2 = 4", "implies", "x = 2", "x = 2 or x = -2"),
    "of an equivalence":       ("x^2 = 9", "iff", "x = 3", "x = 3 or x = -3"),
    "divided by the unknown":  ("x^2 = 3*x", "iff", "x = 3", "x = 3 or x = 0"),
    "a factor":                ("(x - 1)*(x + 2) = 0", "iff", "x - 1 = 0", "x - 1 = 0 or x = -2"),
    "three roots":             ("x^3 = x", "implies", "x = 1", "x = 1 or x = -1 or x = 0"),
    "a root with a name":      ("x^2 = y^2", "implies", "x = y", "x = y or x = -y"),
    "an irrational root":      ("x^2 = 2", "implies", "x = sqrt(2)", "x = sqrt(2) or x = -sqrt(2)"),
    "wrong roots":             ("x^2 - 5*x + 6 = 0", "implies", "x = 1 or x = 6", "x = 3 or x = 2"),
    "a wrong answer":          ("3*x = 12", "iff", "x = 9", "x = 4"),
    "a wrong number":          ("2*x + 3 = 11", "iff", "2*x = 14", "2*x = 8"),
    "a system":                ("x + y = 5 and x - y = 1", "iff", "x = 2 and y = 3",
                                "x = 3 and y = 2"),
    "a direction":             ("-2*x < 6", "iff", "x < -3", "x > -3"),
    "a bound":                 ("3*x + 1 <= 10", "iff", "x <= 4", "x <= 3"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "key", "after", "text"), ANSWERS.values(), ids=ANSWERS)
def test_the_right_answers_are_offered(before: str, key: str, after: str, text: str) -> None:
    repair = wrong(before, after, key, "given").repair
    assert repair
    assert (repair.text, repair.verdict) == (text, "proved")


CLAIMS = {
    "int(exp(-x^4)*sin(x^3)^2, x = 0..1) = 0.043": None,
    "x^2 + 1 > 1":              "x^2 + 1 >= 1",
    "x^2 + 1 >= 2":             "x^2 + 1 >= 1",
    "n^2 >= 2*n":               "n^2 >= n",
    "x^2 = 4 implies x = 2":    "x^2 = 4 => x = 2 or x = -2",
    "x > 2 implies x^2 > 5":    "x > 3 => x^2 > 5",
    "sin(pi/4) = 1/2":          "sin(pi/4) = sqrt(2)/2",
    "x^2 >= x":                 None,
}  # fmt: skip


@pytest.mark.parametrize(("claim", "text"), CLAIMS.items(), ids=CLAIMS)
def test_a_claim_is_mended(claim: str, text: str | None) -> None:
    (step,) = checked(f"  - claim: {claim}").steps
    assert (step.repair and step.repair.text) == text


def test_another_relation_is_the_last_resort() -> None:
    step = wrong("sqrt(p) = p - 2", "p = (p - 2)^2", "iff", "given")
    assert step.repair
    assert step.repair.text == "implies: p = (p - 2)^2"
    step = wrong("sqrt(p^2 + q^2)", "p + q")
    assert step.repair
    assert step.repair.text == "<= p + q"


def test_a_chain_with_another_relation_is_not_said_to_be_repaired() -> None:
    (end,) = checked("  - expr: sqrt(p^2 + q^2)\n  - expr: p + q\n  - expr: q + p").conclusions
    assert end.repaired is None


def test_an_implication_is_not_mended_into_what_holds_anyway() -> None:
    step = wrong("p^2 = p*q", "p + q = q", "implies", "given")
    assert step.repair is None or "p + q >" not in step.repair.text


def test_an_answer_that_was_listed_stays_as_it_was_written() -> None:
    text = "symbols: {x: real}\ndefine: {r: 2}\nsteps:\n  - given: x^2 = 4\n  - iff: x = r\n"
    (derivation,) = load("f.yaml", text)
    assert texts(check_derivation(derivation, Settings())) == [None, "x = r or x = -2"]


# --- chains --------------------------------------------------------------------------------------

COPIED = """\
  - expr: (x - y)^2
  - expr: x^2 + 2*x*y + y^2
  - expr: x^2 + y*2*x + y^2
  - expr: y^2 + x^2 + 2*y*x"""
BACK_ON_TRACK = """\
  - expr: (x - y)^2
  - expr: x^2 + 2*x*y + y^2
  - expr: (y - x)^2"""
BROKEN = """\
  - expr: (x - y)^2
  - expr: x^2 + 2*x*y + y^2
  - expr: exp(x) + 7"""


def test_a_copied_mistake_is_repaired_where_it_was_copied() -> None:
    report = checked(COPIED)
    assert [s.verdict.name for s in report.steps if s.verdict] == ["refuted", "proved", "proved"]
    mended = ["x^2 - 2*x*y + y^2", "x^2 - y*2*x + y^2", "y^2 + x^2 - 2*y*x"]
    assert texts(report) == [None, *mended]
    assert [f.code for s in report.steps for f in of_step(s)] == ["DC301", "DC304", "DC304"]


def test_a_line_that_is_right_again_needs_no_repair() -> None:
    report = checked(BACK_ON_TRACK)
    assert texts(report) == [None, "x^2 - 2*x*y + y^2", None]
    assert [s.follows_from for s in report.steps] == [None, None, "1"]
    assert [c.verdict.name for c in report.conclusions] == ["proved"]


def test_a_chain_that_stays_broken_has_no_repaired_conclusion() -> None:
    (end,) = checked(BROKEN).conclusions
    assert end.verdict.name == "refuted"
    assert end.repaired is None


def test_a_right_chain_has_nothing_repaired() -> None:
    report = checked("  - expr: x + x\n  - expr: 2*x\n  - expr: x*2")
    assert texts(report) == [None, None, None]
    assert [c.repaired for c in report.conclusions] == [None]


def test_the_repaired_chain_is_told() -> None:
    (end,) = checked(COPIED).conclusions
    (found,) = of_conclusion(end)
    assert (found.severity, found.code) == ("note", "DC303")
    assert found.message.endswith("with these repairs the chain is proved")


def test_the_page_as_printed_is_repaired_as_a_whole() -> None:
    (derivation,) = load_file(str(LIBRARY / "mistakes/softmax_as_printed.yaml"))
    report = check_derivation(derivation, Settings())
    assert [c.repaired and c.repaired.name for c in report.conclusions] == ["proved"]
    found = {s.label: s.repair.text for s in report.steps if s.repair}
    assert found["line 5"].replace(" ", "") == (
        "-1/yhat[l]*(diff(exp(a[l]),a[i])/S-exp(a[l])*diff(S,a[i])/S^2)"
    )
    assert found["line 7"] == "-1/yhat[l]*(1{l = i}*softmax[l] - softmax[l]*softmax[i])"
    assert found["line 8"] == "-1/yhat[l]*(1{l = i}*yhat[l] - yhat[l]*yhat[i])"
    assert found["line 9"] == "-(1{l = i} - yhat[i])"


MENDED = {
    "double_angle", "forgotten_inner_derivative", "gradient_without_indicator",
    "logarithm_of_a_product", "logarithm_of_a_square", "quotient_rule_with_a_plus",
    "square_root_of_a_square", "sum_of_a_constant", "sum_one_term_short",
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(MENDED))
def test_classic_mistakes_of_one_edit_are_repaired(name: str) -> None:
    (derivation,) = load_file(str(LIBRARY / f"mistakes/{name}.yaml"))
    refuted = [s for s in check_derivation(derivation, Settings()).steps if s.expect == "refuted"]
    assert [s.repair and s.repair.verdict for s in refuted] == ["proved"]


# --- edits, places, the screen -------------------------------------------------------------------

SORTS = {"x": REAL, "y": REAL, "n": INTEGER}


def term(text: str) -> Term:
    return read(text, Scope(SORTS)).term


def edited(text: str, before: str = "x") -> list[str]:
    t, context = term(text), Context(SORTS)
    parts = material(term(before), t, term(before), context)
    return [show(e.term) for e in edits(t, "number", parts)]


def test_no_edit_comes_twice_and_none_is_the_term_itself() -> None:
    found = edited("x*y + sin(x)^2", "cos(x)")
    assert len(found) == len(set(found))
    assert "x*y + sin(x)^2" not in found


EDITED = {
    "a split":            ("x*y*sin(x)", "x*y - sin(x)"),
    "equal occurrences":  ("x*y + exp(x)", "y*y + exp(y)"),
    "a bound name":       ("sum(n, j = 1..n)", "sum(j, j = 1..n)"),
    "a shifted bound":    ("sum(j, j = 1..n)", "sum(j, j = 1..n + 1)"),
    "turned over":        ("x/y", "y/x"),
    "a summand dropped":  ("x + y + 1", "x + y"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), EDITED.values(), ids=EDITED)
def test_an_edit_is_among_those_tried(text: str, wanted: str) -> None:
    assert wanted in edited(text)


def test_every_place_puts_its_own_term_back() -> None:
    t = term("sum(x^j/j, j = 1..n) - 2*sin(x*y)")
    assert {p.put(p.term) for p in places(t, "number")} == {t}


def test_a_product_is_written_as_it_was_read() -> None:
    for text in ("x/y*sin(x)/n", "x*y*n", "x/y/n", "x"):
        assert product(factors(term(text))) == term(text)


def test_the_bound_names_of_a_place_are_those_around_it() -> None:
    found = {p.bound for p in places(term("sum(j*x, j = 1..n)"), "number") if p.term == Sym("j")}
    assert found == {("j",)}


def test_lost_factors_are_limited() -> None:
    long = App("+", tuple(call("sin", number(m) * Sym("x")) for m in range(2, 60)))
    assert len(material(long, long, long, Context(SORTS)).factors) == MAX_FACTORS


def test_the_sieve_lets_nothing_through_that_has_no_value() -> None:
    through = screen(Claim(Context(SORTS), term("x^2"), "=", term("x")), {}, 0)
    assert not through.passes(term("x^2/0"))
    assert not through.passes(Bind("sum", "j", Sym("unknown"), (number(1), Sym("n"))))
    assert not through.passes(term("x^2 + y"))
    assert through.passes(term("x*x"))
