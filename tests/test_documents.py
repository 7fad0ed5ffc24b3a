"""A file -> Derivation: what is refused, and where; then what is read."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from derivcheck.codes import CODES
from derivcheck.diagnostics import Diagnostic, Span
from derivcheck.documents import keys, words, yaml_nodes
from derivcheck.documents.model import Derivation, Step
from derivcheck.documents.positions import Located, Source
from derivcheck.documents.schema import schema
from derivcheck.documents.yaml import load, load_file
from derivcheck.kernel.language.sorts import Sort
from derivcheck.kernel.language.terms import ONE, Sym, call

SOFTMAX = r"""derivcheck: 1
title: Gradient of the cross-entropy loss at a softmax output layer
source: PadhAI, "Backpropagation - the full version", One Fourth Labs

symbols:
  k: positive integer
  a: real[k]                  # a vector with k entries; k stays symbolic
  i, l: index of k            # 1 <= i <= k, 1 <= l <= k

print:                        # how names print; optional; a[i] prints as a_{Li}
  a: a_{L}
  yhat: \hat{y}

define:
  S: sum(exp(a[m]), m = 1..k)
  yhat[j]: exp(a[j]) / S
  L: -log(yhat[l])

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
    because:                                   # sub-steps, the lecture's lettered remarks
      - claim: diff(exp(a[l]), a[i]) = 1{l = i}*exp(a[l])
      - claim: diff(S, a[i]) = exp(a[i])
  - expr: -1/yhat[l] * (1{l = i}*yhat[l] - yhat[l]*yhat[i])
    by: definition of yhat
  - expr: -(1{l = i} - yhat[i])
    by: cancellation
conclusion: {expect: proved}
"""
HEAD = "symbols: {x: real, y: real, b: real}\nsteps:\n"


def flatten(steps: tuple[Step, ...]) -> list[Step]:
    return [s for step in steps for s in (step, *flatten(step.because))]


def findings(derivation: Derivation) -> list[Diagnostic]:
    steps = flatten(derivation.steps)
    return [*derivation.problems, *(p for step in steps for p in step.problems)]


def places(text: str | bytes) -> list[tuple[str, int, int]]:
    found = [p for d in load("f.yaml", text) for p in findings(d)]
    assert all(p.place for p in found)
    return [(p.code, p.place.line, p.place.column) for p in found if p.place]


def only(text: str) -> Derivation:
    (derivation,) = load("f.yaml", text)
    assert findings(derivation) == []
    return derivation


STEP_TRAPS = [
    # name                          the value after `expr: `         code
    ("list, something follows",     "[x, y] + b",                    "DC010"),
    ("list with an index",          "[x[1], y]",                     "DC010"),
    ("list never closed",           "[x, y",                         "DC010"),
    ("mapping",                     "{x + y}",                       "DC011"),
    ("mapping with a value",        "{x: y}",                        "DC011"),
    ("alias",                       "*x",                            "DC012"),
    ("alias, something follows",    "*x + y",                        "DC012"),
    ("star and a space",            "* x",                           "DC012"),
    ("anchor",                      "&x y",                          "DC013"),
    ("tag",                         "!x",                            "DC014"),
    ("tag, something follows",      "!x = y",                        "DC014"),
    ("lone tag",                    "!",                             "DC014"),
    ("percent",                     "%x",                            "DC015"),
    ("a bar never closed",          "|x",                            "DC016"),
    ("a bar closed in a comment",   "|x # |",                        "DC016"),
    ("a bar closed, cut",           "|x| + # b",                     "DC026"),
    ("greater",                     "> 0",                           "DC017"),
    ("question mark",               "? x",                           "DC018"),
    ("at",                          "@x",                            "DC019"),
    ("backtick",                    "`x`",                           "DC020"),
    ("double quote",                '"x" + y',                       "DC021"),
    ("single quote",                "'x' + y",                       "DC021"),
    ("quote never closed",          "'x",                            "DC021"),
    ("minus and a space",           "- x",                           "DC022"),
    ("backslash in quotes",         '"\\hat{y}"',                    "DC025"),
    ("escape in quotes",            '"\\nabla"',                     "DC025"),
    ("bracket cut by a comment",    "(x + # b)",                     "DC026"),
    ("sum cut by a comment",        "x + # b",                       "DC026"),
]  # fmt: skip


@pytest.mark.parametrize("loader", [yaml_nodes.LOADER, yaml.SafeLoader], ids=["fast", "slow"])
@pytest.mark.parametrize(("value", "code"), [pytest.param(*c[1:], id=c[0]) for c in STEP_TRAPS])
def test_a_trap_makes_one_step_invalid_and_names_the_fix(
    value: str, code: str, loader: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml_nodes, "LOADER", loader)
    text = f"{HEAD}  - expr: x\n  - expr: {value}\n    by: algebra\n  - expr: y\n"
    assert places(text) == [(code, 4, 11)]
    (derivation,) = load("f.yaml", text)
    assert [s.text.term is None for s in derivation.steps] == [False, True, False]
    (found,) = derivation.steps[1].problems
    assert found.hint
    if code not in ("DC026", "DC025"):
        assert f"expr: '{value.replace(chr(39), chr(39) * 2)}'" in found.hint


@pytest.mark.parametrize("value", [c[1] for c in STEP_TRAPS], ids=[c[0] for c in STEP_TRAPS])
def test_the_fix_in_the_hint_is_read_as_the_text_itself(value: str) -> None:
    hint = load("f.yaml", f"{HEAD}  - expr: {value}\n")[0].steps[0].problems[0].hint
    quoted = hint[hint.index("'") :]
    (derivation,) = load("f.yaml", f"{HEAD}  - expr: {quoted}\n")
    shown = value.strip('"') if value.startswith('"\\') else value
    assert derivation.steps[0].text.source == shown
    assert not [p for p in findings(derivation) if p.code.startswith("DC0")]


COLONS = [
    # name                      the value after `claim: `       the text
    ("for all",                 "for all x: x = x",             "for all x: x = x"),
    ("a comment behind",        "for all x: x = x  # sure",     "for all x: x = x"),
    ("two",                     "for all x: for all y: x = y",  "for all x: for all y: x = y"),
    ("primes",                  "for all x: f'(x) = f''(x)",    "for all x: f'(x) = f''(x)"),
    ("two lines",               "for all x: x\n     = x",       "for all x: x = x"),
]  # fmt: skip


@pytest.mark.parametrize("loader", [yaml_nodes.LOADER, yaml.SafeLoader], ids=["fast", "slow"])
@pytest.mark.parametrize(("value", "text"), [pytest.param(*c[1:], id=c[0]) for c in COLONS])
def test_a_colon_in_a_text_needs_no_quotes(
    value: str, text: str, loader: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml_nodes, "LOADER", loader)
    head = "symbols: {x: real, f: function}\nsteps:\n"
    step = only(f"{head}  - claim: {value}\n    note: here: nothing\n").steps[0]
    assert (step.text.source, step.note) == (text, "here: nothing")
    assert (step.text.place.line, step.text.place.column) == (3, 12)


BARS = [
    # name                      the value after `claim: `       the text
    ("absolute value",          "|x| = |x|",                    "|x| = |x|"),
    ("spaces",                  "| x | >= 0",                   "| x | >= 0"),
    ("of a number",             "|2| = 2",                      "|2| = 2"),
    ("of a sum with signs",     "|-1| = |+1|",                  "|-1| = |+1|"),
    ("within bars",             "||x|| = |x|",                  "||x|| = |x|"),
    ("a comment behind",        "|x| >= 0  # sure | is it",     "|x| >= 0"),
    ("a colon as well",         "|x| >= 0 and for all t: t = t", "|x| >= 0 and for all t: t = t"),
    ("two lines",               "|x| +\n     |x| >= 0",         "|x| + |x| >= 0"),
    ("a block of lines",        "|  # not | a text\n     x = x", "x = x"),
    ("one that keeps its end",  "|2-\n      x = |x|",           "x = |x|"),
]  # fmt: skip


@pytest.mark.parametrize("loader", [yaml_nodes.LOADER, yaml.SafeLoader], ids=["fast", "slow"])
@pytest.mark.parametrize(("value", "text"), [pytest.param(*c[1:], id=c[0]) for c in BARS])
def test_bars_at_the_start_of_a_text_need_no_quotes(
    value: str, text: str, loader: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml_nodes, "LOADER", loader)
    note = "    note: |\n      claim: |x| in a note\n"
    items = "assume:\n  - |x| < 1\ndefine:\n  a: |x| + 1\n"
    found = only(f"symbols: {{x: real}}\n{items}steps:\n  - claim: {value}\n{note}")
    assert (found.steps[0].text.source, found.steps[0].note) == (text, "claim: |x| in a note")
    assert len(found.context.assumptions) == 1


def test_a_list_in_brackets_with_bars_is_told_to_be_written_on_lines() -> None:
    (found,) = load("f.yaml", "assume: [1 > 0, |x| < 1]\nsteps:\n  - expr: 1\n")
    assert [p.hint for p in findings(found)] == [
        "write each on a line of its own below `assume:`, such as `- x > 0`"
    ]


def test_a_colon_in_an_item_needs_no_quotes() -> None:
    items = "assume:\n  - for all x: f(x) > 0  # sure\n  - for all x: for all y: f(x) = f(y)\n"
    text = f"symbols: {{f: function}}\n{items}steps:\n  - expr: f(1)\n"
    assert len(only(text).context.assumptions) == 2


def test_many_traps_are_read_and_those_in_a_large_file_end() -> None:
    steps = "  - expr: %x\n" * 50
    (found,) = load("f.yaml", f"steps:\n{steps}")
    assert [p.code for step in found.steps for p in step.problems] == ["DC015"] * 50
    (refused,) = load("f.yaml", "title: " + "a" * 1_900_000 + f"\nsteps:\n{steps}")
    assert {p.code for p in refused.problems} == {"DC015"}
    assert len(refused.problems) < 25


BESIDE = [
    ("nothing else",        "",                                        2),
    ("another trap",        "  - expr: |x|\n",                         3),
    ("the line of a text",  "  - note: |\n      claim: a: b\n    expr: 1\n", 53),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "most"), [pytest.param(*b[1:], id=b[0]) for b in BESIDE])
def test_many_colons_are_composed_together(lines: str, most: int, monkeypatch) -> None:
    composed = []

    def counted(*given, **named):
        composed.append(given)
        return all_nodes(*given, **named)

    all_nodes = yaml.compose_all
    monkeypatch.setattr(yaml, "compose_all", counted)
    claims = "  - claim: for all x: x = x\n" * 50
    (found,) = load("f.yaml", f"steps:\n{claims}{lines}")
    steps = found.steps
    assert [s.text.source for s in steps[:50]] == ["for all x: x = x"] * 50
    assert len(composed) <= most
    assert not lines.startswith("  - note") or steps[50].note == "claim: a: b"


REFUSED = [
    # name                       code     line col  text
    ("not YAML",                 "DC001", 3, 2,  "steps:\n  - expr: x\n bad\n"),
    ("tab",                      "DC001", 2, 1,  "steps:\n\t- expr: x\n"),
    ("control character",        "DC001", 1, 9,  "title: a\x07\n"),
    ("not UTF-8",                "DC002", 1, 1,  b"title: Gr\xf6\xdfe\n"),
    ("half a character",         "DC002", 1, 1,  "title: \ud800\n"),
    ("too large",                "DC003", 1, 1,  "#" * (yaml_nodes.MAX_BYTES + 1)),
    ("unknown key",              "DC004", 1, 1,  "step:\n  - expr: 1\nsteps:\n  - expr: 1\n"),
    ("unknown key of a step",    "DC004", 2, 5,  "steps:\n  - exp: 1\n    expr: 1\n"),
    ("the only key is unknown",  "DC004", 2, 5,  "steps:\n  - exp: 1\n"),
    ("duplicate key",            "DC005", 2, 1,  "title: a\ntitle: b\nsteps:\n  - expr: 1\n"),
    ("duplicate key of a step",  "DC005", 3, 5,  "steps:\n  - expr: 1\n    expr: 2\n"),
    ("name declared twice",      "DC005", 3, 3,
        "symbols:\n  i, x: real\n  x: real\nsteps: [{expr: 1}]\n"),
    ("name defined twice",       "DC005", 3, 3,
        "symbols: {x: real}\ndefine:\n  x: 1\nsteps: [{expr: 1}]\n"),
    ("alias",                    "DC006", 1, 8,  "steps: &s\n  - expr: 1\nassume: *s\n"),
    ("undefined alias",          "DC006", 1, 8,  "steps: *s\n"),
    ("merge key",                "DC006", 1, 5,  "<<: *s\n"),
    ("top is a list",            "DC007", 1, 1,  "- expr: 1\n"),
    ("top is a text",            "DC007", 1, 1,  "x + y\n"),
    ("steps is a text",          "DC007", 1, 8,  "steps: x + y\n"),
    ("steps is a mapping",       "DC007", 1, 8,  "steps: {expr: 1}\n"),
    ("a step is a text",         "DC007", 2, 5,  "steps:\n  - x + y\n"),
    ("title is a list",          "DC007", 2, 3,  "title:\n  - a\nsteps:\n  - expr: 1\n"),
    ("symbols is a text",        "DC007", 1, 10, "symbols: x\nsteps:\n  - expr: 1\n"),
    ("key is a list",            "DC007", 1, 3,  "? [a]\n: 1\nsteps: [{expr: 1}]\n"),
    ("empty file",               "DC008", 1, 1,  ""),
    ("only a comment",           "DC008", 1, 1,  "# nothing\n"),
    ("empty expression",         "DC008", 2, 10, "steps:\n  - expr:\n"),
    ("empty steps",              "DC008", 1, 7,  "steps:\n"),
    ("empty list of steps",      "DC008", 1, 8,  "steps: []\n"),
    ("empty symbols",            "DC008", 1, 9,  "symbols:\nsteps:\n  - expr: 1\n"),
    ("empty declaration",        "DC008", 2, 5,  "symbols:\n  x:\nsteps:\n  - expr: 1\n"),
    ("empty item",               "DC008", 2, 4,  "assume:\n  -\nsteps:\n  - expr: 1\n"),
    ("empty step",               "DC008", 2, 4,  "steps:\n  -\n"),
    ("nested too deeply",        "DC009", 1, 67, "steps: " + "[" * 100 + "]" * 100),
    ("table on one line",        "DC023", 1, 10, "symbols: x: real\nsteps:\n  - expr: 1\n"),
    ("text of two lines",        "DC023", 2, 5,
        "assume:\n  - for all x:\n      x = x\nsteps:\n  - expr: 1\n"),
    ("text in two parts",        "DC023", 2, 5,
        "assume:\n  - x: 1\n    y: 2\nsteps:\n  - expr: 1\n"),
    ("list in a title",          "DC010", 1, 8,  "title: [Draft] Sums\nsteps:\n  - expr: 1\n"),
    ("unquoted >=",              "DC024", 3, 10, "steps:\n  - expr: 1\n    rel: >=\n"),
    ("unquoted >",               "DC024", 3, 10, "steps:\n  - expr: 1\n    rel: >\n    by: a\n"),
    ("unquoted !=",              "DC024", 3, 10, "steps:\n  - expr: 1\n    rel: !=\n    by: a\n"),
    ("LaTeX in double quotes",   "DC025", 2, 6,  'print:\n  y: "\\hat{y}"\nsteps:\n  - expr: 1\n'),
    ("escape in double quotes",  "DC025", 2, 6,  'print:\n  y: "\\beta"\nsteps:\n  - expr: 1\n'),
    ("no spelling",              "DC007", 2, 6,  "print:\n  y: \\input{a}\nsteps:\n  - expr: 1\n"),
    ("unknown version",          "DC706", 1, 13, "derivcheck: 2\nsteps:\n  - expr: 1\n"),
    ("unknown field",            "DC706", 1, 8,  "field: rational\nsteps:\n  - expr: 1\n"),
    ("unknown relation",         "DC706", 3, 10, "steps:\n  - expr: 1\n    rel: =<\n"),
    ("unknown expectation",      "DC706", 3, 13, "steps:\n  - expr: 1\n    expect: refutd\n"),
    ("unknown conclusion",       "DC706", 3, 13, "steps:\n  - expr: 1\nconclusion: yes\n"),
    ("unknown key there",        "DC004", 3, 14, "steps:\n  - expr: 1\nconclusion: {expct: a}\n"),
    ("no steps",                 "DC704", 1, 1,  "title: a\n"),
    ("nothing in a step",        "DC008", 2, 4,  "steps:\n  -\n  - expr: 1\n"),
    ("no mathematics",           "DC705", 2, 5,  "steps:\n  - by: algebra\n"),
    ("twice mathematics",        "DC705", 2, 5,  "steps:\n  - expr: 1\n    claim: 1 = 1\n"),
    ("LaTeX that is not known",  "DC120", 2, 16, "steps:\n  - latex: 1 + \\foo\n"),
    ("bad name",                 "DC209", 2, 3,  "symbols:\n  x[1]: real\nsteps:\n  - expr: 1\n"),
    ("empty name",              "DC104", 2, 5,  "symbols:\n  i, , x: real\nsteps:\n  - expr: 1\n"),
    ("bad definition",           "DC209", 2, 3,  "define:\n  f(1): 2\nsteps:\n  - expr: 1\n"),
    ("same parameter twice",     "DC209", 2, 3,  "define:\n  f(t, t): 2\nsteps:\n  - expr: 1\n"),
    ("unknown label",            "DC701", 3, 13, "steps:\n  - expr: 1\n    using: [eq]\n"),
    ("unknown origin",           "DC701", 3, 11, "steps:\n  - expr: 1\n    from: eq\n"),
    ("label below",              "DC701", 3, 12,
        "steps:\n  - expr: 1\n    using: e\n  - claim: 1 = 1\n"
        "    label: e\n"),
    ("label of the step itself", "DC701", 4, 12,
        "steps:\n  - claim: 1 = 2\n    label: e\n    using: e\n"),
    ("label of the step around", "DC701", 6, 16,
        "steps:\n  - claim: 1 = 2\n    label: e\n    because:\n"
        "      - claim: 1 = 2\n        using: e\n"),
    ("label twice",              "DC702", 5, 12,
        "steps:\n  - expr: 1\n    label: e\n  - expr: 1\n    label: e\n"),
    ("label none",               "DC702", 3, 12, "steps:\n  - expr: 1\n    label: none\n"),
    ("nothing to continue",      "DC703", 2, 5,  "steps:\n  - iff: 1 = 1\n"),
    ("expression before iff",    "DC703", 3, 5,  "steps:\n  - expr: 1\n  - iff: 1 = 1\n"),
    ("opening an iff",           "DC703", 4, 11,
        "steps:\n  - given: 1 = 1\n  - iff: 1 = 1\n    from: none\n"),
    ("statement from expression","DC703", 6, 11,
        "steps:\n  - given: 1 = 1\n  - expr: 1\n    label: e\n"
        "  - iff: 1 = 1\n    from: e\n"),
    ("rel on a claim",           "DC707", 3, 10, "steps:\n  - claim: 1 = 1\n    rel: =\n"),
    ("from on a claim",          "DC707", 3, 11, "steps:\n  - claim: 1 = 1\n    from: none\n"),
    ("from a label on a given",  "DC707", 5, 11,
        "steps:\n  - given: 1 = 1\n    label: g\n  - given: 2 = 2\n    from: g\n"),
]  # fmt: skip


def test_a_given_may_say_that_it_opens_a_chain() -> None:
    (derivation,) = load("f.yaml", "steps:\n  - given: 1 = 1\n  - given: 2 = 2\n    from: none\n")
    assert [step.problems for step in derivation.steps] == [(), ()]


@pytest.mark.parametrize(
    ("code", "line", "column", "text"), [pytest.param(*c[1:], id=c[0]) for c in REFUSED]
)
def test_refused_with_code_and_place(code: str, line: int, column: int, text: str | bytes) -> None:
    assert places(text) == [(code, line, column)]
    assert code in CODES


def test_an_alias_bomb_is_never_expanded() -> None:
    bomb = "a0: &a0 [1, 1]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 90)
    )
    assert places(bomb) == [("DC006", 1, 5)]


def test_the_nearest_key_and_label_are_suggested() -> None:
    text = "steps:\n  - claim: 1 = 1\n    label: fact\n  - expr: 1\n    usng: fct\n    using: fct\n"
    hints = [p.hint for p in findings(load("f.yaml", text)[0])]
    assert hints == ["did you mean `using`?", "did you mean `fact`?"]


def test_every_problem_of_the_declarations_is_reported_and_its_echoes_are_not() -> None:
    text = "symbols:\n  k: posint\n  a: real[k]\n  z: reel\nsteps:\n  - expr: 1\n"
    assert [line for _, line, _ in places(text)] == [2, 4]


def test_several_traps_in_one_file_are_all_reported() -> None:
    text = "steps:\n  - expr: |x\n  - expr: 1\n  - expr: @y\nassume: `z`\nmore: %w\n"
    found = [("DC004", 6, 1), ("DC015", 6, 7), ("DC016", 2, 11), ("DC019", 4, 11), ("DC020", 5, 9)]
    assert sorted(places(text)) == found


def test_a_line_that_stays_unreadable_leaves_the_traps_before_it() -> None:
    text = "steps:\n  - expr: |x\n bad\n"
    assert places(text) == [("DC016", 2, 11)]


def test_a_comment_after_a_mistake_of_another_kind_is_not_blamed() -> None:
    assert places(HEAD + "  - expr: 2x  # double\n") == [("DC102", 3, 11)]


@pytest.mark.parametrize(
    ("value", "line", "column"),
    [
        pytest.param("x + 2y", 3, 15, id="plain"),
        pytest.param("'x + 2y'", 3, 16, id="single quotes"),
        pytest.param('"x + 2y"', 3, 16, id="double quotes"),
        pytest.param("x +\n      2y", 4, 7, id="plain on two lines"),
        pytest.param("'x +\n\n      2y'", 5, 7, id="quoted on three lines"),
        pytest.param("|\n      x +\n      2y", 5, 7, id="block"),
        pytest.param(">-  # folded\n      x +\n\n      2y", 6, 7, id="folded"),
        pytest.param("[x, 2y]", 3, 15, id="vector"),
    ],
)
def test_a_mistake_inside_a_text_is_placed_in_the_file(value: str, line: int, column: int) -> None:
    assert places(f"{HEAD}  - expr: {value}\n") == [("DC102", line, column)]


@given(st.lists(st.sampled_from(["x", "y + 1", "''", "(a)", "ä"]), min_size=1), st.data())
def test_a_span_of_a_folded_text_points_at_the_same_characters(
    words: list[str], data: st.DataObject
) -> None:
    breaks = [data.draw(st.sampled_from([" ", "\n  ", "\n\n   "])) for _ in words]
    raw = "'" + "".join(w + b for w, b in zip(words, breaks, strict=True)) + "end'"
    value = str(yaml.safe_load(raw))
    source = Source.of(raw)
    located = Located(value, source, 1, len(raw) - 1)
    start = data.draw(st.integers(0, len(value) - 1).filter(lambda i: not value[i].isspace()))
    place = located.place(Span(start, start + 1))
    assert source.text[source.starts[place.line - 1] + place.column - 1] == value[start]


@given(st.text(max_size=60))
def test_no_text_whatsoever_raises(text: str) -> None:
    for derivation in load("f.yaml", text):
        assert findings(derivation)


@given(st.lists(st.sampled_from([*"[]{}|>*&!%@`\"'-?:#,x \n", "expr: ", "steps:\n- ", "rel: "])))
def test_no_mixture_of_yaml_signs_raises(parts: list[str]) -> None:
    for derivation in load("f.yaml", "steps:\n- expr: " + "".join(parts)):
        assert all(p.place and p.code in CODES for p in findings(derivation))


def test_the_derivation_of_the_lecture() -> None:
    d = only(SOFTMAX)
    assert (d.title[:8], d.origin[:6], d.conclusion) == ("Gradient", "PadhAI", "proved")
    assert d.spellings == {"a": "a_{L}", "yhat": r"\hat{y}"}
    assert d.context.field == "real"
    assert set(d.context.sorts) == {"k", "a", "i", "l"}
    assert d.context.sorts["a"] == Sort("real", ((ONE, Sym("k")),))
    assert [(f.name, f.parameters) for f in d.definitions] == [
        ("S", ()),
        ("yhat", ("j",)),
        ("L", ()),
    ]
    ids = ["1", "2", "3", "4", "5", "5.a", "5.b", "6", "7"]
    assert [s.id for s in flatten(d.steps)] == ids
    assert [s.role for s in d.steps[4].because] == ["claim", "claim"]
    assert d.steps[1].rules == ("chain rule",)
    assert d.steps[1].rules_place is not None
    assert d.steps[1].rules_place.line == 22
    assert all(s.text.term is not None for s in flatten(d.steps))
    assert (d.steps[0].text.place.line, d.steps[0].text.place.column) == (20, 11)


def test_every_scalar_is_read_as_the_text_in_the_file() -> None:
    text = "title: 007\nsteps:\n  - expr: 1e3\n    label: yes\n    note: 0x1F\n    by: null\n"
    (step,) = only(text).steps
    assert only(text).title == "007"
    assert (step.text.source, step.label, step.note, step.rules) == (
        "1e3",
        "yes",
        "0x1F",
        ("null",),
    )


def test_a_list_in_brackets_is_a_vector() -> None:
    (step,) = only("steps:\n  - expr: [1, 2 + 3,\n      4]\n").steps
    assert step.text.term == call("vector", 1, call("+", 2, 3), 4)


def test_declarations_in_any_order() -> None:
    text = "symbols:\n  a: real[n, m]\n  m: positive integer\n  n: positive integer\n"
    d = only(text + "steps: [{expr: a}]\n")
    assert d.context.sorts["a"].shape == ((ONE, Sym("n")), (ONE, Sym("m")))


def test_a_parameter_that_is_an_index_is_an_integer() -> None:
    head = "symbols: {n: positive integer, r: 'real[n, n]', j: index of n, x: real}\n"
    text = f"{head}define:\n  N(k): sum(r[i, k], i = 1..n)\nsteps:\n  - expr: N(j)\n"
    assert only(text).steps[0].text.term is not None
    assert ("DC210", 3, 18) in places(text.replace("r[i, k]", "r[i, x]"))


def test_definitions_in_any_order_are_kept_in_the_order_they_depend() -> None:
    d = only("symbols: {x: real}\ndefine:\n  T: S + 1\n  S: x\nsteps:\n  - expr: T\n")
    assert [f.name for f in d.definitions] == ["S", "T"]


CIRCULAR = [
    ("by itself",     "{a: a + 1}",             ["`a` is defined by itself"]),
    ("two",           "{a: b, b: a}",           ["circular: `a` uses `b`, `b` uses `a`"]),
    ("three",         "{f(t): g(1), g(j): h + j, h: f(2)}",
     ["circular: `f` uses `g`, `g` uses `h`, `h` uses `f`"]),
    ("two circles",   "{a: b, b: a, c: c}",     ["circular: `a` uses `b`, `b` uses `a`",
                                                 "`c` is defined by itself"]),
    ("and its users", "{a: b, b: a, c: a + x}", ["circular: `a` uses `b`, `b` uses `a`"]),
    ("another cause", "{a: b, b: a + )}",       ["an operand is missing before `)`"]),
    ("none",          "{a: b, b: q}",           ["`q` is not declared"]),
]  # fmt: skip


@pytest.mark.parametrize(("define", "told"), [pytest.param(*c[1:], id=c[0]) for c in CIRCULAR])
@pytest.mark.parametrize(
    "layout", ["define: {}\nsteps:\n  - expr: 1", "steps:\n  - expr: 1\n    let: {}"]
)
def test_circular_definitions_are_called_so(define: str, told: list[str], layout: str) -> None:
    (read,) = load("t.yaml", layout.replace("{}", define) + "\n")
    problems = read.problems or read.steps[0].problems
    found = [p.message.removeprefix("the definitions are ") for p in problems]
    assert found == told


def test_assumptions_one_or_a_list() -> None:
    head = "symbols: {x: real}\nsteps: [{expr: x}]\nassume:"
    positive = call(">", Sym("x"), 0)
    assert only(f"{head} x > 0\n").context.assumptions == (positive,)
    assert only(f"{head}\n  - x > 0\n  - x < 1\n").context.assumptions[0] == positive


FIELDS = [
    ("nothing complex",     "symbols: {x: real}\nsteps: [{expr: x}]\n",                  "real"),
    ("I in a title only",   "title: Part I\nsteps: [{expr: 1}]\n",                       "real"),
    ("I declared",          "symbols: {I: real}\nsteps: [{expr: I}]\n",                  "real"),
    ("I bound",             "steps: ['expr': 'sum(I, I = 1..3)']\n",                     "real"),
    ("the file says so",    "field: complex\nsteps: [{expr: 1}]\n",                      "complex"),
    ("a complex symbol",    "symbols: {z: complex}\nsteps: [{expr: z}]\n",               "complex"),
    ("I in a step",         "steps: [{expr: 1 + I}]\n",                                  "complex"),
    ("I in a sub-step",     "steps: [{expr: 1, because: [{claim: I = I}]}]\n",           "complex"),
    ("I in a definition",   "define: {w: I}\nsteps: [{expr: w}]\n",                      "complex"),
    ("I in let",            "steps: [{expr: w, let: {w: I}}]\n",                         "complex"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "field"), [pytest.param(*c[1:], id=c[0]) for c in FIELDS])
def test_the_field_of_a_file(text: str, field: str) -> None:
    assert only(text).context.field == field


def test_let_holds_for_the_step_and_those_below_and_deeper() -> None:
    text = HEAD + (
        "  - expr: x + u\n    let: {u: y}\n    because:\n      - claim: u = u\n  - expr: u\n"
    )
    assert only(text).steps[0].definitions[0].name == "u"
    inner = (
        HEAD + "  - expr: x\n    because:\n      - claim: u = u\n        let: {u: y}\n  - expr: u\n"
    )
    assert [line for _, line, _ in places(inner)] == [7]


def test_labels_of_sub_steps_are_known_to_their_step_and_below() -> None:
    text = HEAD + (
        "  - expr: x\n    using: e\n    because:\n      - claim: x = x\n        label: e\n"
        "  - expr: y\n    from: e2\n    using: [e]\n"
    )
    assert [(c, line) for c, line, _ in places(text)] == [("DC701", 9)]


def test_roles_relations_and_origins() -> None:
    text = (
        '  - expr: x\n    label: start\n  - expr: y\n    rel: "<="\n    by: [one, two]\n'
        "  - expr: x + 1\n    rel: ≥\n    from: start\n    expect: refuted\n"
        "  - expr: b\n    from: none\n"
        "  - given: x = 1\n  - iff: x - 1 = 0\n  - implies: x > 0\n  - implied by: x = 1\n"
    )
    steps = only(HEAD + text).steps
    assert [s.relation for s in steps[:4]] == ["=", "<=", ">=", "="]
    assert [s.origin for s in steps[:4]] == [None, None, "start", "none"]
    assert steps[1].rules == ("one", "two")
    assert steps[2].expect == "refuted"
    assert [s.role for s in steps[4:]] == ["given", "iff", "implies", "implied by"]


def test_the_twenty_seventh_sub_step_is_aa() -> None:
    subs = "      - claim: x = x\n        because: [{claim: x = x}]\n" * 27
    (step,) = only(f"{HEAD}  - expr: x\n    because:\n{subs}").steps
    assert [step.because[n].id for n in (0, 25, 26)] == ["1.a", "1.z", "1.aa"]
    assert step.because[26].because[0].id == "1.aa.a"


def test_several_documents_are_several_derivations() -> None:
    text = "title: one\nsteps: [{expr: 1}]\n---\ntitle: two\nsteps: [{expr: 2}]\n---\n"
    found = load("f.yaml", text)
    assert [d.title for d in found] == ["one", "two"]
    assert [d.steps[0].text.place.line for d in found] == [2, 5]


@pytest.mark.parametrize("text", ["conclusion: refuted\n", "conclusion: {expect: refuted}\n"])
def test_the_conclusion_in_both_forms(text: str) -> None:
    assert only(f"{text}steps: [{{expr: 1}}]\n").conclusion == "refuted"


def test_a_defined_family_takes_the_range_it_is_used_with() -> None:
    head = "symbols:\n  k: positive integer\n  a: real[k]\ndefine:\n"
    steps = "steps:\n  - expr: w[k + 1]\n"
    assert [c[:3] for c, _, _ in places(f"{head}  w[j]: a[j]^2\n{steps}")] in ([], ["DC2"])
    assert places(f"{head}  w[j]: j^2\n{steps}") == []


@pytest.mark.parametrize("prefix", ["\ufeff", ""], ids=["byte order mark", "none"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_lines_and_columns_whatever_the_line_ends(prefix: str, end: str) -> None:
    text = f"{prefix}title: 😀 Größe\nsteps:\n  - expr: 1\n  - expr: 2y\n".replace("\n", end)
    assert places(text.encode()) == [("DC102", 4, 11)]


def test_a_file_is_read_from_its_path(tmp_path: Path) -> None:
    path = tmp_path / "one.yaml"
    path.write_text("steps: [{expr: 1}]\n")
    (derivation,) = load_file(str(path))
    assert (derivation.path, derivation.problems) == (str(path), ())
    with pytest.raises(OSError, match="missing"):
        load_file(str(tmp_path / "missing.yaml"))


def test_the_slow_loader_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    fast = load("f.yaml", SOFTMAX)
    monkeypatch.setattr(yaml_nodes, "LOADER", yaml.SafeLoader)
    assert load("f.yaml", SOFTMAX) == fast


def test_the_schema_is_valid_and_describes_every_key() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    step = schema()["$defs"]["step"]
    for table, known in ((schema(), keys.FILE_KEYS), (step, keys.STEP_KEYS)):
        assert set(table["properties"]) == set(known)
        assert table["additionalProperties"] is False
        assert all(len(row["description"]) > 5 for row in table["properties"].values())
    assert {one["required"][0] for one in step["oneOf"]} == {*keys.ROLES, "latex"}
    assert schema()["$defs"]["verdict"]["enum"] == list(words.EXPECTATIONS)
    assert step["properties"]["rel"]["enum"] == list(words.RELATIONS)


def test_the_schema_accepts_what_is_read_and_refuses_what_is_not() -> None:
    validator = jsonschema.Draft202012Validator(schema())
    good = yaml.safe_load(SOFTMAX)
    assert validator.is_valid(good)
    assert not validator.is_valid({**good, "symbol": {}})
    assert not validator.is_valid({**good, "steps": [{"expr": "x", "claim": "x = x"}]})
    assert not validator.is_valid({**good, "steps": []})
    assert not validator.is_valid({**good, "conclusion": "wrong"})
    assert json.dumps(schema()).count("description") > 20


def test_an_unknown_axis_takes_every_index() -> None:
    d = only("define:\n  w[j]: j^2\nsteps:\n  - expr: w[5]\n")
    assert d.definitions[0].body.term == call("^", Sym("j"), 2)
    assert "w" not in d.context.sorts
