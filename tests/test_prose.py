r"""Sentences around displayed formulas: what they suppose, define, and hand over as given."""

from __future__ import annotations

import pytest

from derivcheck.checking.check import check_derivation
from derivcheck.documents.loading import load
from derivcheck.documents.model import Derivation
from derivcheck.verdicts.settings import Settings

BARE = "% derivcheck: document; all; a, x, y real; f function; v: real[n]; n positive integer\n"
MARK = BARE.replace("all;", "all; sentences;")
D = "\\[ x + y = y + x \\]"


def given(text: str, mark: str = MARK) -> list[list[str]]:
    """What is given before the first expression, for each display."""
    return [
        [s.text.source for s in d.steps if s.role == "given"] for d in load("a.tex", mark + text)
    ]


NOTHING = {
    "a reason is a claim": f"Since $x > 0$ we have {D}",
    "what follows is a claim": f"Hence $x > 0$ and {D}",
    "one of two": f"Let $x > 0$ or $y > 0$. {D}",
    "the opposite": f"Suppose that $x > 0$ is not true. {D}",
    "an implication": f"Suppose that $x > 0$ implies $y > 0$. {D}",
    "an implication, by if": f"Suppose $x > 0$ if $y > 0$. {D}",
    "some values only": f"Assume $y = 1$ for $x > 0$. {D}",
    "another case": f"For $x > 0$ this is clear, otherwise {D}",
    "another sentence": f"This is so for $x > 0$. In general {D}",
    "the end of an environment": f"\\begin{{lemma}} Let $x > 0$. \\end{{lemma}} {D}",
    "another heading": f"Let $x > 0$. \n\\section{{Next}} {D}",
    "another run-in heading": f"Let $x > 0$.\n\n\\textbf{{Claim.}} {D}",
    "another item": f"\\begin{{itemize}} \\item Let $x > 0$. \\item {D} \\end{{itemize}}",
    "the name anew": f"Let $x > 0$. For all real $x$ we have {D}",
    "the name anew, as arbitrary": f"Let $x > 0$. Now let $x$ be arbitrary. {D}",
    "what cannot be read": f"Let $x \\gg 0$ and $y \\to \\infty$. {D}",
    "names that are not declared": f"Let $x > z$. {D}",
    "an array without its index": f"Let $v > 0$, $x > v$. {D}",
    "other names only": f"Let $a > 0$. {D}",
    "what a comment says": f"% Let $x > 0$.\n{D}",
    "within words": f"Let $x > 0$\\text{{ not.}} {D}",
    "the sentence behind": f"{D} For $x > 0$ it is clear.",
    "an equation that has solutions": f"Suppose $x^2 = 2$ has a rational solution. {D}",
    "what leads elsewhere": f"Assume $x = y$ leads to a contradiction. {D}",
    "what others suppose": f"Students assume $x > 0$ here. {D}",
    "a temptation": f"It is tempting to assume $x > 0$. {D}",
    "a question": f"May we assume $x > 0$? {D}",
    "a value left out": f"With $x = 0$ excluded {D}",
    "what is dropped": f"Let $x > 0$. We drop this assumption. {D}",
    "in general": f"Let $x > 0$. In general {D}",
    "a contradiction": f"Suppose that $x > 0$. This is a contradiction. {D}",
    "another case, without a word": f"Let $x > 0$. Now $x < 0$. {D}",
    "another case, in parentheses": f"(i) Let $x > 0$. (ii) $x < 0$. {D}",
    "from now on": f"Suppose $x = y$. So from now on $x \\neq y$. {D}",
    "otherwise": f"Let $x > 0$. Otherwise {D}",
    "the opposite of it": f"Let us assume the opposite of $x > 0$. {D}",
    "the name anew, in what is not understood": f"Let $x > 0$. Let $x = 1$ fail. {D}",
    "what was not assumed": f"Let $x > 0$. Had we not assumed this, {D}",
    "what is not needed": f"Let $x > 0$. This assumption is not essential. {D}",
    "what is forgotten": f"Let $x > 0$. Forget about this assumption. {D}",
    "a sign without a role": f"Let $x > 0$. The sign plays no role: {D}",
    "not to assume": f"Let us not assume $x > 0$. {D}",
    "nothing is assumed": f"Assume nothing about $x > 0$. {D}",
    "another situation": f"Let $x > 0$. In the other situation {D}",
    "in general, in German": f"Sei $x > 0$. Im allgemeinen Fall gilt {D}",
    "in general, in French": f"Soit $x > 0$. En général, {D}",
    "a claim": f"Consider the claim $x > 0$. {D}",
    "a region": f"Consider the region $x > 0$. Outside of it {D}",
    "an event": f"Let $A$ be the event that $x > 0$. {D}",
    "a line": f"Let $L$ be the line $x = y$. {D}",
    "a point on it": f"Let $P$ be the point where $x = y$. {D}",
    "a place": f"Let a ball start at $x = 0$. {D}",
    "a place, from there": f"Consider a ball that falls from $x = 0$. {D}",
    "what is concluded": f"Let $y$ be given and conclude $x > 0$. {D}",
    "what it makes": f"Let $y$ be given, making $x > 0$. {D}",
    "a limit of integration": f"Taking $x = 0$ as the lower limit, {D}",
    "elsewhere as well": f"{D} for $x > 0$, but also for $x \\le 0$.",
    "elsewhere as well, even": f"{D} if $x > 0$ and even if $x < 0$.",
    "elsewhere as well, others": f"{D} for $x > 0$ and all other $x$.",
    "elsewhere as well, otherwise": f"{D} for $x > 0$ or otherwise.",
    "both parts": f"Let $x > 0$. To summarize both parts, {D}",
    "two cases": f"Let $x > 0$. Combining the two cases, {D}",
    "for each of it": f"Suppose $x > 0$. By this we conclude for each $x$ that {D}",
    "the other half": f"Suppose $x > 0$. For the second half, {D}",
    "the converse": f"Suppose $x > 0$. The converse is harder. {D}",
    "the other direction": f"($\\Rightarrow$) Suppose $x > 0$. ($\\Leftarrow$) We have {D}",
    "a step behind the base": f"Base case. Let $x = 1$. It is clear. Inductive step. {D}",
    "what a theorem says": f"Example: let $x = 2$. The theorem states {D}",
    "for a time": f"Suppose temporarily that $x > 0$. {D}",
    "what was to be shown": f"Let $x > 0$. \\qed Next, {D}",
    "what is not true": f"Assume $x > 0$. Then $0 < 0$, which is not true. {D}",
    "what never happens": f"Suppose $x > 0$. This never happens. {D}",
    "what is ruled out": f"Suppose $x > 0$. This is ruled out. {D}",
    "a sign of contradiction": f"Suppose $x > 0$. Then we have $0<0$. $\\bot$ So {D}",
    "in general behind": f"{D} for $x > 0$ by (1), and in general by (2).",
    "more generally": f"Let $x > 0$. More generally, {D}",
    "regardless": f"Let $x > 0$. This holds regardless of the sign: {D}",
    "without it": f"Let $x > 0$. Even without this assumption {D}",
    "another sign": f"Let $x > 0$. For negative $x$ {D}",
    "another sign, behind the name": f"Let $x > 0$. If $x$ is negative, {D}",
    "another sign, of no name": f"Let $x > 0$. It also holds for negative values: {D}",
    "another sign, supposed as is not understood": f"Let $x > 0$. One may assume $x$ negative. {D}",
    "every number": f"Let $x > 0$. For every real number {D}",
    "every number, taken": f"Let $x > 0$. Now take $x$ to be any real number. {D}",
    "every number, behind": f"Let $x > 0$. {D} for all $x \\in \\mathbb{{R}}$.",
    "every number, within": "Let $x > 0$. \\[ x + y = y + x \\text{ for all } x \\]",
    "all cases": f"Suppose $x > 0$. It is clear. In all cases {D}",
    "the case before": f"Case 1: $x > 0$. It is clear. Case 2. {D}",
    "if instead": f"Let $x > 0$. If instead $x < 0$, {D}",
    "a contradiction, in the sentence": f"Suppose $x > 0$ and derive a contradiction. {D}",
    "a contradiction, alone": f"Suppose $x > 0$. Contradiction! {D}",
    "it contradicts": f"Suppose $x > 0$. This contradicts the axioms. {D}",
    "it cannot be": f"Suppose $x > 0$. But this cannot be. {D}",
    "it is false": f"Suppose $x > 0$. That is false. {D}",
    "it is impossible": f"Suppose $x > 0$. Then $1 < 0$, which is impossible. {D}",
    "a contradiction, in German": f"Angenommen, $x > 0$. Das ist ein Widerspruch. {D}",
    "a contradiction, in French": f"Supposons $x > 0$. C'est absurde. {D}",
    "what it is like": f"Just as for $x > 0$, {D}",
    "what it is like, a case": f"As in the case $x > 0$, we have {D}",
    "what it is unlike": f"Unlike for $x > 0$, {D}",
    "what was seen": f"We have seen this for $x > 0$, and show that {D}",
    "an exception": f"Except when $x > 0$, {D}",
    "an item by its letter": f"\n(a) Let $x > 0$.\n\n(b) Show that {D}",
    "an item by its number": f"\n1. Let $x > 0$.\n2. Show that {D}",
    "a problem by its number": f"\nProblem 1. Let $x > 0$.\n\nProblem 2. Show that {D}",
    "an emphasized heading": f"Let $x > 0$.\n\n\\emph{{Second part.}} {D}",
    "a bold heading of old": f"Let $x > 0$.\n\n{{\\bf Second part.}} {D}",
    "the proof of another": f"\\begin{{lemma}} Let $x > 0$. \\end{{lemma}} "
    f"\\begin{{proof}}[Proof of Lemma 7] {D} \\end{{proof}}",
    "a footnote": f"We\\footnote{{Let $x > 0$.}} have {D}",
    "a macro": f"\\newcommand{{\\hyp}}{{Let $x > 0$.}} {D}",
    "what is switched off": f"\\iffalse Let $x > 0$. \\fi {D}",
    "a phrase that is quoted": f"Some begin ``let $x > 0$''. {D}",
}


@pytest.mark.parametrize("case", NOTHING)
def test_nothing_is_supposed(case: str) -> None:
    assert given(NOTHING[case]) == [[]]


NOT_HELD = {
    "a display of which something is said": f"Suppose that \\[ x > 1 \\] has a solution. {D}",
    "a display of several lines": f"Suppose that \\[ x > 1 \\\\ y > 1. \\] Then {D}",
    "a display that is false": f"Suppose that \\[ x > 1 \\] is false. Then {D}",
    "a display that contradicts": f"Suppose that \\[ x > 1. \\] This is a contradiction. {D}",
    "a display, in general": f"Suppose that \\[ x > 1. \\] In general, {D}",
    "a display, under another heading": f"Suppose that \\[ x > 1. \\]\n\\section{{Next}} {D}",
    "a display, the name anew": f"Suppose that \\[ x > 1. \\] For all real $x$ we have {D}",
    "a display, other names": f"Suppose that \\[ a > 1. \\] Then {D}",
    "a display that leads on": f"Suppose that \\[ x > 1 \\] implies {D}",
}
HELD = {
    "a comparison": f"Suppose that \\[ x > 1. \\] Then {D}",
    "without a full stop": f"Suppose for contradiction that \\[ x > 1 \\]\n\nThen {D}",
    "further on": f"Assume that \\[ x > 1. \\] Then it is so. Hence {D}",
}


@pytest.mark.parametrize("case", NOT_HELD)
def test_what_a_display_supposes_is_not_held(case: str) -> None:
    assert given(NOT_HELD[case])[-1] == []


@pytest.mark.parametrize("case", HELD)
def test_what_a_display_supposes_is_held(case: str) -> None:
    assert given(HELD[case]) == [["x > 1"], ["x > 1"]]


SUPPOSED = {
    "let": (f"Let $x > 0$. Then {D}", [["x > 0"]]),
    "several in a list": (f"Let $x, y > 0$. {D}", [["x   > 0", "y > 0"]]),
    "several, each with a relation": (f"For $x > 0, y < 1$ {D}", [["x > 0", "y < 1"]]),
    "a chain": (f"For $0 < x < 1$: {D}", [["0 < x < 1"]]),
    "an interval": (f"Let $x \\in (0, 1]$. {D}", [["0 < x \\le 1"]]),
    "a half-line": (f"For all $x \\in [0, \\infty)$ {D}", [["0 \\le x"]]),
    "all numbers": (f"Let $x \\in (-\\infty, \\infty)$. {D}", [[]]),
    "for, with words": (f"For all real numbers $x \\neq 0$ we have {D}", [["x \\neq 0"]]),
    "if": (f"If $x > 0$, then {D}", [["x > 0"]]),
    "behind": (f"{D} for $x > 0$.", [["x > 0"]]),
    "behind, where": ("\\[ x + y = y + x, \\] where $y = 2x$.", [["y = 2x"]]),
    "each its own": (f"{D} for $x > 0$, and {D} for $x < 0$.", [["x > 0"], ["x < 0"]]),
    "until it is said otherwise": (
        f"Let $x > 0$. {D} Then {D} Now let $x < 0$. {D}",
        [["x > 0"], ["x > 0"], ["x < 0"]],
    ),
    "in addition": (
        f"Let $x > 0$. {D} Assume further that $x < 1$. {D}",
        [["x > 0"], ["x > 0", "x < 1"]],
    ),
    "for contradiction": (f"Suppose, for contradiction, that $x = y$. {D}", [["x = y"]]),
    "a derived relation takes nothing back": (
        f"Let $x > 2$. Then $x > 1$ and hence {D}", [["x > 2"]]
    ),
    "the other case": (f"Let $x > 0$. The other case, $x < 0$, is {D}", [["x < 0"]]),
    "cases by their numbers": (
        f"Case 1: $x > 0$. {D} Case 2: $x \\le 0$. {D}", [["x > 0"], ["x \\le 0"]]
    ),
    "a name beside": (f"Let $x > 0$ and $y$ real. {D}", [["x > 0"]]),
    "in this case": (f"First assume $x > 0$. In this case {D}", [["x > 0"]]),
    "a noun between": (f"Let a ball of mass $x > 0$ fall. {D}", [[]]),
    "an instruction behind": (f"For $x > 0$ show that {D}", [["x > 0"]]),
    "behind a comma": (f"If $x > 0$, integration gives {D}", [["x > 0"]]),
    "of a theorem for its proof": (
        f"\\begin{{lemma}} Let $x > 0$. {D} \\end{{lemma}} \\begin{{proof}} {D} \\end{{proof}}",
        [["x > 0"], ["x > 0"]],
    ),
    "for all items": (
        f"Let $x > 0$. \\begin{{itemize}} \\item {D} \\item {D} \\end{{itemize}}",
        [["x > 0"], ["x > 0"]],
    ),
    "what it brings in": (f"Let $x = 2a$ and $a > 0$. {D}", [["x = 2a", "a > 0"]]),
    "a sign as a reason": (f"Let $x > 0$. Since $x$ is not negative, {D}", [["x > 0"]]),
    "a positive number": (f"Let $x > 0$. Dividing by the positive number $x$, {D}", [["x > 0"]]),
    "another name for all": (f"Let $x > 0$. For all $y$ we have {D}", [["x > 0"]]),
    "any number": (f"Let $x > 0$ be any real number. Then {D}", [["x > 0"]]),
    "of all, and another": (f"Let $y > 0$. For all real numbers $x > 0$ {D}", [["y > 0", "x > 0"]]),
    "as before": (f"Let $x > 0$ as before. {D}", [["x > 0"]]),
    "what has a value": (f"Let a stone of mass $x > 0$, at $y = 0$, fall. {D}", [["x > 0"]]),
    "without loss": (f"Without loss of generality, let $x > 0$. Then {D}", [["x > 0"]]),
    "may assume": (f"We may assume $x > 0$ without loss of generality. {D}", [["x > 0"]]),
    "a proof by contradiction": (f"We argue by contradiction. Let $x > 0$. {D}", [["x > 0"]]),
    "its own case": (
        f"Let $y > 0$. Case 1: Let $x > 0$. {D} Case 2: Let $x < 0$. {D}",
        [["y > 0", "x > 0"], ["y > 0", "x < 0"]],
    ),
    "all numbers, in German": (f"Für alle reellen Zahlen $x > 0$ gilt {D}", [["x > 0"]]),
    "in German": (f"Sei $x > 0$. Dann gilt {D}", [["x > 0"]]),
    "a display":
        ("Suppose that \\begin{align} x &= 1 \\\\ y &= 2 \\end{align}", [["x = 1", "y = 2"]]),
}  # fmt: skip


@pytest.mark.parametrize("case", SUPPOSED)
def test_what_is_supposed(case: str) -> None:
    text, wanted = SUPPOSED[case]
    assert [[" ".join(s.replace("&", "").split()) for s in d] for d in given(text)] == [
        [" ".join(s.split()) for s in d] for d in wanted
    ]


UNASKED = {
    "suppositions": (f"Let $x > 0$. Then {D}", ["DC148"]),
    "two of them are told once": (f"Let $x > 0$. Then {D} For $y > 0$ {D}", ["DC148"]),
    "definitions": (f"With $q = 1 - x$ {D}", ["DC148"]),
    "displays handed over": (f"Suppose that {D}", []),
    "of other names": (f"Let $a > 0$. Then {D}", []),
}


@pytest.mark.parametrize("case", UNASKED)
def test_sentences_count_only_where_the_document_says_so(case: str) -> None:
    text, codes = UNASKED[case]
    read = load("a.tex", BARE + text)
    assert not any(
        s.role == "given" and "x + y" not in s.text.source for d in read for s in d.steps
    )
    assert [w.code for w in read[0].warnings] == codes


def test_markdown_has_sentences_too() -> None:
    mark = "<!-- derivcheck: document; all; sentences; x real -->\n"
    text = f"{mark}Let $x > 0$. Then\n\n$$\n|x| = x\n$$\n"
    (derivation,) = load("a.md", text)
    told = derivation.steps[0]
    assert (told.role, told.text.source, told.text.place.line) == ("given", "x > 0", 2)
    assert verdicts(derivation) == ["proved"]


DIVIDED = {
    "items": "- Let $x < 0$.\n- Here\n",
    "items with numbers": "1. Let $x < 0$.\n2. Here\n",
    "behind a list": "- Let $x < 0$.\n\nNow",
    "a quotation": "> Let $x < 0$.\n> So it says.\n\nNow",
    "a rule": "Let $x < 0$.\n\n---\n\nNow",
    "a heading below its text": "Let $x < 0$.\n\nNext\n====\n\nNow",
    "a heading that runs in": "Let $x < 0$.\n\n*Case B.*",
    "a table": "| a |\n|---|\n| Let $x < 0$. |\n\nNow",
    "a footnote": "Text.[^1]\n\n[^1]: Let $x < 0$.\n\nNow",
    "what is struck": "~~Let $x < 0$.~~ Now",
}


@pytest.mark.parametrize("case", DIVIDED)
def test_markdown_ends_what_is_supposed(case: str) -> None:
    mark = "<!-- derivcheck: document; all; sentences; x real -->\n"
    (derivation,) = load("a.md", f"{mark}{DIVIDED[case]}\n\n$$\n|x| = -x\n$$\n")
    assert verdicts(derivation) == ["refuted"]


@pytest.mark.parametrize("lead", ["Let $x < 0$.\n\n- Now", "- Let $x < 0$. Then", "1. If $x < 0$,"])
def test_an_item_is_heard_for_its_display(lead: str) -> None:
    mark = "<!-- derivcheck: document; all; sentences; x real -->\n"
    (derivation,) = load("a.md", f"{mark}{lead}\n\n  $$\n  |x| = -x\n  $$\n")
    assert verdicts(derivation) == ["proved"]


HANDED = {
    "it is claimed": "Suppose someone claims that",
    "it is not the model": "This is not the model:",
    "from axioms": "From the axioms:",
    "under assumptions": "Under these assumptions",
    "under assumptions, in German": "Unter diesen Annahmen",
    "without more": "We go on without further assumptions:",
}


@pytest.mark.parametrize("case", HANDED)
def test_what_is_not_handed_over_is_judged(case: str) -> None:
    (derivation,) = load("a.tex", f"{MARK}{HANDED[case]} \\[ x + 1 = x \\]")
    assert verdicts(derivation) == ["refuted"]


@pytest.mark.parametrize(
    "lead",
    [
        "We claim that these satisfy the system",
        "It is easily verified that the conditions are",
        "The final equations are",
        "From above we have the equations",
    ],
)
def test_a_list_that_is_claimed_is_not_given(lead: str) -> None:
    rows = "x + y = y \\label{a} \\\\ y = x \\label{b}"
    assert given(f"{lead} \\begin{{align}} {rows} \\end{{align}}") == [["x + y = y"]]


UNDEFINED = {
    "it is not so": "It is not true that $q = x$.",
    "it is claimed": "We claim that $q = x$.",
    "it is shown": "We show $q = x$.",
    "it is wrong": "The student wrongly wrote $q = x$.",
    "a question": "Is $q = x$?",
    "a condition": "If $q = x$ we are done.",
    "another condition": "Unless $q = x$, all is well.",
    "a supposition that was wrong": "Suppose $q = x$. This is a contradiction.",
    "only there": "Note that $q = x$ only in the middle.",
    "a root": "The roots of $q = x$ are known.",
    "another case": "Case 1: $q = x$. It is clear. Case 2.",
    "it is another one": "Let $q = x$. Now let $q$ be arbitrary.",
    "it is any": "Let $q = x$. This is so for any $q$.",
}


@pytest.mark.parametrize("case", UNDEFINED)
def test_what_is_not_defined(case: str) -> None:
    (derivation,) = load("a.tex", f"{MARK}{UNDEFINED[case]} \\[ q + 1 = x + 1 \\]")
    assert set(verdicts(derivation)) == {"invalid"}


RESTATED = {
    "what goes on from its definition": "\\[ A = x \\] which is",
    "that is": "\\[ A = x \\] that is,",
    "a claim": "\\[ A = x . \\] We claim that",
    "what is expanded": "\\[ A = x . \\] Expanding,",
    "what a sentence defines": "Let $A = x$. One has",
    "a function": "Let $A = x$. Then we have",
}


@pytest.mark.parametrize("case", RESTATED)
def test_what_is_said_of_a_defined_name_is_judged(case: str) -> None:
    *_, last = load("a.tex", f"{MARK}{RESTATED[case]} \\[ A = x + 1 \\]")
    assert verdicts(last) == ["refuted"]


@pytest.mark.parametrize("lead", ["Now let", "\\section{Next} One has", "For another we define"])
def test_a_name_is_defined_anew(lead: str) -> None:
    *_, last = load("a.tex", f"{MARK}Let $A = x$. {lead} \\[ A = x + 1 = 1 + x \\]")
    assert verdicts(last) == ["proved"]


def test_a_list_called_conditions_is_given_where_each_line_is_numbered() -> None:
    rows = "x + y = 1 \\label{{a}} \\\\ x - y = a{label}"
    text = f"The conditions are \\begin{{align}} {rows} \\end{{align}}"
    assert given(text.replace("{label}", "")) == [["x + y = 1"]]
    assert given(text.replace("{label}", "\\label{b}")) == [["x + y = 1", "x - y = a"]]


def verdicts(derivation: Derivation) -> list[str]:
    """Those of its steps."""
    steps = check_derivation(derivation, Settings()).steps
    return [s.verdict.name for s in steps if s.verdict is not None]


DEFINED = {
    # name: (text, the verdicts of each display)
    "a function of which something is said":
        ("The function $g(x) = x^2$ is not injective. \\[ g'(x) = 2x \\]", [["proved"]]),
    "by a condition":
        ("If $g(x) = x^2$, then \\[ g'(x) = 2x \\]", [["proved"]]),
    "by a condition, for its own display":
        ("If $g(x) = x^2$, then \\[ g'(x) = 2x . \\] \\[ g(x) = x^2 = x x \\]",
         [["proved"], ["proved"]]),
    "a function in a sentence":
        ("The function $g(x) = x e^{-x}$ has \\[ g'(x) = (1 - x) e^{-x} \\]", [["proved"]]),
    "what a display begins with":
        ("\\[ W = x + x = 2x \\] Then \\[ 2 W = 4x \\]", [["proved"], ["proved"]]),
    "the first of a list":
        ("\\begin{align} S &= x + y \\\\ S &= y + x \\end{align}", [["proved"]]),
    "another place where it follows":
        ("\\[ S = x + y \\] Hence \\[ S + 1 = x + y + 1 \\]", [[], ["proved"]]),
    "a function that is declared, of which a list has the derivative":
        ("\\begin{align} f(x) &= x^2 \\\\ f'(x) &= 2x \\end{align}", [["proved"]]),
    "an equation for a function that is declared":
        ("\\begin{align} f(x) &= x \\\\ f(2) &= 2 \\end{align}", [["refuted"]]),
    "a number that is declared is no definition":
        ("\\[ a = x + y \\] \\[ 2a = 2x + 2y \\]", [["refuted"], ["refuted"]]),
    "what cannot be read defines nothing":
        ("With $q = 1 - z$, \\[ q + x = x + q \\]", [["invalid", "invalid"]]),
    "an index of a sum is none":
        ("The term with $j = n$ is left: \\[ \\sum_{j=1}^n j = n(n+1)/2 \\]", [["proved"]]),
    "a derivative of what is defined is judged, where a list begins with it":
        ("Let $g(x) = x^3$. \\begin{align} g'(x) &= 2x \\\\ g''(x) &= 6x \\end{align}",
         [["refuted", "proved"]]),
    "an equation for it is given":
        ("Let $g(x) = x^3$. \\begin{align} g'(x) &= 12 \\\\ x^2 &= 4 \\end{align}", [["proved"]]),
    "a condition of first order":
        ("Let $g(x) = x^2 - 2x$. \\begin{align} g'(x) &= 2x - 2 = 0 \\\\ x &= 1 \\end{align}",
         [["proved", "proved"]]),
    "a function of several names without them":
        ("Let $\\mathcal{L}(x,y) = x y$. \\[ \\frac{\\partial \\mathcal{L}}{\\partial x} = y \\]",
         [["proved"]]),
    "a mean": ("With $\\bar x = \\frac{x + y}{2}$, \\[ 2 \\bar x = x + y \\]", [["proved"]]),
    "what a sum is": ("Let $S = \\sum_{k=1}^n k$. \\[ 2 S = n(n + 1) \\]", [["proved"]]),
    "names with primes":
        ("\\begin{align} x' &= x + y \\\\ y' &= x - y \\end{align} \\[ x' + y' = 2x \\]",
         [[], ["proved"]]),
    "a name by its index":
        ("\\[ b_n = n + n = 2n \\] \\[ \\sum_{n=1}^2 b_n = 6 \\]", [["proved"], ["proved"]]),
    "a name by its index, wrong":
        ("\\[ b_n = n + n = 2n \\] \\[ \\sum_{n=1}^2 b_n = 3 \\]", [["proved"], ["refuted"]]),
    "a name by its index, said anew":
        ("\\[ b_n = n + n = 2n \\] \\[ b_n = n^2 \\]", [["proved"], ["refuted"]]),
    "a name by another index":
        ("\\[ b_n = n + n = 2n \\] \\[ b_{n+1} = b_n + 2 \\]",
         [["proved"], ["invalid", "invalid"]]),
}  # fmt: skip


@pytest.mark.parametrize("case", DEFINED)
def test_what_is_defined(case: str) -> None:
    text, wanted = DEFINED[case]
    assert [verdicts(d) for d in load("a.tex", MARK + text)] == wanted


BESIDE = {
    # name: (formula, the verdicts)
    "a condition of one of two":
        ("|x| = x, \\quad x > 0, \\qquad |x| = -x, \\quad x < 0", "DC124"),
    "an equation that could be a condition": ("x + y = 3, \\quad x = 2", "DC124"),
    "two that are stated": ("2x = x + x, \\qquad f(x) + x = f(x)", ["proved", "refuted"]),
    "a condition": ("|x| = x, \\quad x > 0", ["proved"]),
}  # fmt: skip


@pytest.mark.parametrize("case", BESIDE)
def test_what_stands_behind_a_wide_space(case: str) -> None:
    formula, wanted = BESIDE[case]
    (derivation,) = load("a.tex", f"{MARK}\\[ {formula} \\]")
    told = [p.code for p in derivation.problems]
    assert (told or verdicts(derivation)) == ([wanted] if isinstance(wanted, str) else wanted)


CONGRUENT = {
    # name: (formula, the verdicts)
    "without a modulus": ("n^2 + n \\equiv 0", ["invalid"]),
    "a wrong one": ("n + 7 \\equiv 1 \\pmod 7", ["refuted"]),
    "what is equal behind the last modulus": ("3 \\equiv 10 \\pmod 7 = 3", ["proved", "refuted"]),
    "over several lines":
        ("\\begin{aligned} (2n + 1)^2 &= 4n(n + 1) + 1 \\\\ &\\equiv 1 \\pmod 8 \\end{aligned}",
         ["proved", "proved"]),
    "in a row": ("8n \\equiv n = n + 7n \\pmod{7}", ["proved", "proved"]),
}  # fmt: skip


@pytest.mark.parametrize("case", CONGRUENT)
def test_congruences(case: str) -> None:
    formula, wanted = CONGRUENT[case]
    (derivation,) = load("a.tex", f"{MARK}\\[ {formula} \\]")
    assert verdicts(derivation) == wanted


def test_an_equivalence_that_is_claimed_is_one_statement() -> None:
    text = f"{MARK}% derivcheck: claim\n\\[ 2x = 4 \\iff x = 2 \\]"
    (derivation,) = load("a.tex", text)
    assert verdicts(derivation) == ["proved"]


def test_a_block_defines_what_the_document_declares() -> None:
    text = "% derivcheck: define f(x) = x^2; define a = 2\n\\[ f'(x) = a x \\]"
    (derivation,) = load("a.tex", MARK + text)
    assert verdicts(derivation) == ["proved"]
