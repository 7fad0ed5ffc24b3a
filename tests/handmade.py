"""Reports made by hand: every kind of thing a reporter may have to show."""

from __future__ import annotations

from derivcheck.diagnostics import Diagnostic, Place
from derivcheck.kernel.language.evidence import Arithmetic, Point
from derivcheck.kernel.language.terms import Sym, number
from derivcheck.verdicts.reasons import Kind, Reason
from derivcheck.verdicts.report import (
    ConclusionReport,
    Counterexample,
    FileReport,
    Repair,
    Report,
    Rule,
    StepReport,
    Verdict,
)

PROVED = Verdict("proved", "arithmetic", evidence=Arithmetic(Sym("x"), Sym("x")), seconds=0.0021)
BARE = Verdict("proved", "statements")


def step(source: str, key: str, id: str, after: str, verdict: Verdict | None = PROVED, **more):
    """The step whose text stands after `key` in the source; its place is looked up there.

    Arguments:
        key: the end of its line (`expr: 2*log(x)`).
    """
    place = at(source, key, after)
    fields = {"label": None, "before": "", "relation": "="} | more
    if before := fields["before"]:
        opening = "given" if fields["relation"] == "iff" else "expr"
        fields["before_place"] = at(source, f"{opening}: {before}", before)
    return StepReport(id=id, place=place, after=after, verdict=verdict, **fields)


def at(source: str, key: str, text: str) -> Place:
    """The place of the last `text` in the line that ends with `key`."""
    lines = source.splitlines()
    line = next(n for n, candidate in enumerate(lines) if candidate.endswith(key))
    return Place(line + 1, lines[line].rindex(text) + 1, len(text))


def chain(source: str, texts: list[tuple[str, str, dict]]) -> tuple[StepReport, ...]:
    """Steps of one chain: (id, text, fields); the first one is not judged."""
    steps: list[StepReport] = []
    for id, text, fields in texts:
        before = steps[-1].after if steps else ""
        verdict = {} if steps else {"verdict": None}
        fields = {"before": before} | verdict | fields
        steps.append(step(source, f": {text}", id, text, **fields))
    return tuple(steps)


LECTURE = """\
derivcheck: 1
title: Gradient of the cross-entropy loss at a softmax output layer
steps:
  - expr: diff(L, a[i])
  - expr: -1/yhat[l] * diff(yhat[l], a[i])
    by: chain rule
  - expr: -1/yhat[l] * diff(exp(a[l]) / S, a[i])
    by: definition of yhat
  - expr: -1/yhat[l] * (diff(exp(a[l]), a[i])/S - exp(a[l])*diff(S, a[i])/S^2)
    by: quotient rule
  - expr: -1/yhat[l] * (1{l = i}*exp(a[l])/S - exp(a[l])/S * exp(a[i])/S)
    by: indicator
    because:
      - claim: diff(exp(a[l]), a[i]) = 1{l = i}*exp(a[l])
      - claim: diff(S, a[i]) = exp(a[i])
  - expr: -1/yhat[l] * (1{l = i}*yhat[l] - yhat[l]*yhat[i])
    by: definition of yhat
  - expr: -(1{l = i} - yhat[i])
    by: cancellation
"""
_LECTURE_CHAIN = chain(LECTURE, [
    ("1", "diff(L, a[i])", {}),
    ("2", "-1/yhat[l] * diff(yhat[l], a[i])", {"rules": (Rule("chain rule", True),)}),
    ("3", "-1/yhat[l] * diff(exp(a[l]) / S, a[i])", {"rules": (Rule("definition of yhat", True),)}),
    ("4", "-1/yhat[l] * (diff(exp(a[l]), a[i])/S - exp(a[l])*diff(S, a[i])/S^2)",
     {"rules": (Rule("quotient rule", True),)}),
    ("5", "-1/yhat[l] * (1{l = i}*exp(a[l])/S - exp(a[l])/S * exp(a[i])/S)",
     {"rules": (Rule("indicator", True),)}),
    ("6", "-1/yhat[l] * (1{l = i}*yhat[l] - yhat[l]*yhat[i])",
     {"rules": (Rule("definition of yhat", True),)}),
    ("7", "-(1{l = i} - yhat[i])", {"rules": (Rule("cancellation", True),)}),
])  # fmt: skip
_REMARKS = (
    step(LECTURE, "claim: diff(exp(a[l]), a[i]) = 1{l = i}*exp(a[l])", "5.a",
         "diff(exp(a[l]), a[i]) = 1{l = i}*exp(a[l])"),
    step(LECTURE, "claim: diff(S, a[i]) = exp(a[i])", "5.b", "diff(S, a[i]) = exp(a[i])"),
)  # fmt: skip
CALM = FileReport(
    path="derivations/ml/softmax_cross_entropy.yaml",
    sha256="0" * 64,
    title="Gradient of the cross-entropy loss at a softmax output layer",
    source=LECTURE,
    steps=(*_LECTURE_CHAIN[:4], *_REMARKS, *_LECTURE_CHAIN[4:]),
    conclusions=(
        ConclusionReport(
            "diff(L, a[i])", "-(1{l = i} - yhat[i])", PROVED, "proved", ends=("1", "7")
        ),
    ),
)

WRONG = """\
derivcheck: 1
title: The logarithm of a square
symbols: {x: real, y: real}
steps:
  - expr: log(x^2)
    label: start
  - expr: 2*log(x)
    note: the classic; the domain shrinks from x != 0 to x > 0
  - expr: log(x) + log(x)
  - expr: sqrt(x^2)*sin(y)*cos(y)*exp(-x^2 - y^2)/(1 + x^2)/(1 + y^2) + x*tan(y)*atan(x*y) + 1
    by: product rule
  - expr: x*y + + 2
  - given: x = 1
  - iff: x^2 = 1
  - claim: x^2 - 2*x*y + y^2 >= 0
    by: square
"""
_OPEN = "log(x) + log(x)"
_WIDE = "sqrt(x^2)*sin(y)*cos(y)*exp(-x^2 - y^2)/(1 + x^2)/(1 + y^2) + x*tan(y)*atan(x*y) + 1"
_NEGATIVE = Verdict(
    "refuted",
    "counterexample",
    counterexample=Counterexample({"x": "-1"}, "0", "undefined"),
    evidence=Point((("x", number(-1)),)),
)
_LOST = step(
    WRONG, "expr: 2*log(x)", "2", "2*log(x)", _NEGATIVE, before="log(x^2)", code="DC301",
    repair=Repair("2*log(|x|)", "proved"),
    note="the classic; the domain shrinks from x != 0 to x > 0",
)  # fmt: skip
_UNDECIDED = Verdict("undecided", reasons=(
    Reason(Kind.TOLD, "no chain of identities was found from the one side to the other"),
    Reason(Kind.POINTS, "64 points"),
    Reason(Kind.TRY, "smaller steps, or a fact under `because:`"),
))  # fmt: skip
_OPAQUE = Verdict("undecided", reasons=(Reason(Kind.TOLD, "opaque"),))
_FAILED_STEPS = (
    step(WRONG, "expr: log(x^2)", "1", "log(x^2)", None, label="start"),
    _LOST,
    step(WRONG, "expr: log(x) + log(x)", "3", _OPEN, before="2*log(x)", rests_on=("2",)),
    step(WRONG, f"expr: {_WIDE}", "4", _WIDE, _UNDECIDED, before=_OPEN, code="DC401",
         rules=(Rule("product rule", False),), rests_on=("2", "3")),
    step(WRONG, "expr: x*y + + 2", "5", "x*y + + 2", Verdict("invalid"), before=_WIDE,
         code="DC101", diagnostics=(
             Diagnostic("DC101", "an operand is missing after `+`", "write `x*y + 2`",
                        place=at(WRONG, "x*y + + 2", "+ 2")),)),
    step(WRONG, "given: x = 1", "6", "x = 1", None),
    step(WRONG, "iff: x^2 = 1", "7", "x^2 = 1", before="x = 1", relation="iff", verdict=Verdict(
        "refuted", "counterexample", counterexample=Counterexample({"x": "-1"}, "false", "true"))),
    step(WRONG, "claim: x^2 - 2*x*y + y^2 >= 0", "8", "x^2 - 2*x*y + y^2 >= 0", BARE,
         rules=(Rule("square", False),), code="DC501", diagnostics=(
             Diagnostic("DC502", "there is no rule `square`", "did you mean `squares`?",
                        place=at(WRONG, "by: square", "square")),)),
)  # fmt: skip
FAILED = FileReport(
    path="derivations/mistakes/log_square.yaml",
    sha256="1" * 64,
    title="The logarithm of a square",
    source=WRONG,
    steps=_FAILED_STEPS,
    conclusions=(
        ConclusionReport(
            "log(x^2)", _WIDE, _NEGATIVE, ends=("1", "4"), slip="2", blamed=True, place=_LOST.place
        ),
    ),
)

EXPECTED = """\
derivcheck: 1
title: Mistakes, each expected
symbols: {x: real}
steps:
  - expr: x/x
    label: quotient
  - expr: 1
    by: cancel
  - expr: (x^2 - 1)/(x - 1) - x
    by: [cancel, collect terms]
  - expr: x
    expect: refuted
    note: dividing by zero proves anything
  - expr: zeta(x)
    expect: undecided
  - expr: zeta(x) + 0
    expect: refuted
  - claim: x > x implies x = 7
  - expr: x $ 1
    expect: invalid
"""
_EXPECTED_STEPS = (
    step(EXPECTED, "expr: x/x", "1", "x/x", None, label="quotient"),
    step(EXPECTED, "expr: 1", "2", "1", Verdict("proved", "arithmetic", ("x != 0",)),
         before="x/x", rules=(Rule("cancel", True),), code="DC601"),
    step(EXPECTED, "expr: (x^2 - 1)/(x - 1) - x", "3", "(x^2 - 1)/(x - 1) - x",
         Verdict("proved", "arithmetic", ("x != 1",)), before="1", code="DC501",
         rules=(Rule("cancel", True), Rule("collect terms", False)), diagnostics=(
             Diagnostic("DC501", "true, but not by `collect terms`",
                        place=at(EXPECTED, "terms]", "collect terms")),
             Diagnostic("DC601", "holds where x != 1"))),
    step(EXPECTED, "expr: x", "4", "x", before="(x^2 - 1)/(x - 1) - x", code="DC301",
         expect="refuted", note="dividing by zero proves anything", verdict=Verdict(
             "refuted", "counterexample", counterexample=Counterexample({"x": "2"}, "1", "2"))),
    step(EXPECTED, "expr: zeta(x)", "5", "zeta(x)", _OPAQUE,
         before="x", expect="undecided", rests_on=("4",)),
    step(EXPECTED, "expr: zeta(x) + 0", "6", "zeta(x) + 0", before="zeta(x)", expect="refuted"),
    step(EXPECTED, "claim: x > x implies x = 7", "7", "x > x implies x = 7",
         Verdict("proved", "statements", reasons=(Reason(Kind.VACUOUS),))),
    step(EXPECTED, "expr: x $ 1", "8", "x $ 1", Verdict("invalid"), before="zeta(x) + 0",
         expect="invalid", diagnostics=(
             Diagnostic("DC102", "unexpected character `$`", place=at(EXPECTED, "x $ 1", "$")),)),
)  # fmt: skip
MIXED = FileReport(
    path="derivations/mistakes/expected.yaml",
    sha256="2" * 64,
    title="Mistakes, each expected",
    source=EXPECTED,
    steps=_EXPECTED_STEPS,
    conclusions=(
        ConclusionReport(
            "x/x",
            "zeta(x) + 0",
            Verdict("undecided", reasons=(Reason(Kind.TOLD, "open"),)),
            ends=("1", "6"),
            slip="4",
            place=_EXPECTED_STEPS[3].place,
        ),
    ),
)

UNREADABLE = FileReport(
    path="notes/broken.yaml",
    sha256="3" * 64,
    title="",
    source="derivcheck: 1\nstepz:\n  - expr: x\n",
    problems=(Diagnostic("DC003", "unknown key `stepz`", "did you mean `steps`?",
                         place=Place(2, 1, 5)),),
)  # fmt: skip

HOSTILE_SOURCE = "steps:\n  - expr: \x1b]0;owned\x07 [bold]x[/bold] \u202e y 漢字 + 1\n"
HOSTILE = FileReport(
    path="a\x1b[2Jb.yaml",
    sha256="4" * 64,
    title="[red]title[/red] \x1b[31m",
    source=HOSTILE_SOURCE,
    steps=(
        StepReport("1", "\x1b[5m", Place(2, 11, 40), "[link=x]y", "\x1b]0;owned\x07 [bold]x[/bold]",
                   "=", Verdict("refuted", counterexample=Counterexample(
                       {"\x1b[8m": "\u202e1"}, "\x9b31m", "[/]")), note="\x1b[0m :smile:"),
    ),
)  # fmt: skip

CALM_REPORT = Report((CALM,), "0.1.0", 0.25)
FULL_REPORT = Report((CALM, FAILED, MIXED, UNREADABLE), "0.1.0", 1.5)
EMPTY_REPORT = Report((), "0.1.0")
