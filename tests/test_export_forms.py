"""Markdown, MathML, Typst and HTML: the same walk, nothing of the author's obeyed, in each."""

import json
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from markdown_it import MarkdownIt
from test_export_latex import HOSTILE, TERMS, hostile, one_step, unjudged
from test_notation_latex import GOLDEN

from derivcheck.checking.check import check_derivation
from derivcheck.documents import loading
from derivcheck.documents.yaml import load, load_file
from derivcheck.exporters.composing import chapters
from derivcheck.exporters.html_page import SCRIPT
from derivcheck.exporters.manuscript import Shape
from derivcheck.exporters.registry import FORMS
from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.handbook import HANDBOOK
from derivcheck.kernel.language.heads import HEADS
from derivcheck.kernel.language.sorts import REAL
from derivcheck.kernel.language.terms import App, Bind, Sym
from derivcheck.notation import plain
from derivcheck.notation.formulas.author import read
from derivcheck.notation.formulas.latex import latex
from derivcheck.notation.formulas.mathml import formula
from derivcheck.notation.formulas.typst import typst
from derivcheck.notation.formulas.walk import boxes
from derivcheck.notation.plain import show
from derivcheck.notation.scope import Scope
from derivcheck.notation.sympy import from_sympy, to_sympy
from derivcheck.reporters.layout import Layout
from derivcheck.reporters.registry import REPORTERS
from derivcheck.verdicts.report import Counterexample, Report, Verdict
from derivcheck.verdicts.settings import Settings

LIBRARY = Path(__file__).parent.parent / "derivations"
WRITTEN = [name for name in FORMS if name != "pdf"]
REFUTED = Verdict("refuted", counterexample=Counterexample({"x": "2"}, "1", "4"))

# --- one walk, every head ------------------------------------------------------------------------


def of_head(name: str, least: int) -> App | Bind:
    """A term with a head, whatever it means."""
    args = tuple(Sym(c) for c in "abcd"[: max(least, 0)])
    if HEADS[name].kind == "binder":
        return Bind(name, "x", Sym("x"), args)
    return App(name, args)


@pytest.mark.parametrize("name", HEADS)
def test_every_head_is_written_in_every_notation(name):
    box = boxes(of_head(name, HEADS[name].least))
    assert latex(box).strip()
    assert typst(box).strip()
    ElementTree.fromstring(formula(box))
    assert show(of_head(name, HEADS[name].least)).strip()


@pytest.mark.parametrize("name", [n for n, row in HANDBOOK.items() if row.sympy != ""])
def test_every_function_is_written_in_plain_notation_and_for_sympy(name):
    made = of_head(name, 2 if name in ("min", "max") else HEADS[name].least)
    scope = Scope(dict.fromkeys("abcd", REAL))
    assert plain.read(show(made), scope).term == made
    assert from_sympy(to_sympy(made, Context(scope.names))) == made


@pytest.mark.parametrize("made", [m for m, _ in GOLDEN.values()], ids=GOLDEN)
def test_what_is_written_as_latex_is_read_as_the_same_boxes_again(made):
    """But for environments, which no note may hold."""
    written = latex(boxes(made))
    again = read(written)
    assert again is None or latex(again).replace(" ", "") == written.replace(" ", "")
    assert again is not None or r"\begin" in written or r"\substack" in written


def test_formulas_are_mathml_core():
    known = set(
        "math mrow mi mn mo mtext mspace mfrac msqrt mroot msub msup msubsup munder mover "
        "munderover mtable mtr mtd".split()
    )
    for made, _ in GOLDEN.values():
        tree = ElementTree.fromstring(formula(boxes(made)))
        assert {element.tag for element in tree.iter()} <= known


# --- whole documents -----------------------------------------------------------------------------


WHOLE = Shape()


def written(form: str, *derivations, shape: Shape = WHOLE) -> str:
    return FORMS[form](chapters((d, unjudged(d, REFUTED)) for d in derivations), shape)


class _Tags(HTMLParser):
    """The tags and attributes of a page, and what its scripts hold."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.scripts: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data):
        if self.tags and self.tags[-1] == "script":
            self.scripts.append(data)


def parsed(page: str) -> _Tags:
    tags = _Tags()
    tags.feed(page)
    return tags


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE)
def test_page_runs_nothing_of_the_author(value):
    page = written("html", hostile(value))
    tags = parsed(page)
    assert tags.tags.count("script") == 1
    assert "".join(tags.scripts).strip().startswith(SCRIPT.strip())
    assert not {name for name in tags.attributes if name.startswith("on")}
    assert not re.search(r"""(?:src|href)="(?!#|data:,)""", page)
    assert "default-src 'none'" in page
    assert parsed(written("mathml", hostile(value))).tags.count("script") == 0


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE)
def test_markdown_of_hostile_texts_holds_no_html_and_no_links(value):
    html = MarkdownIt("commonmark").render(written("markdown", hostile(value)))
    assert not {"a", "script", "img"} & set(parsed(html).tags)


@pytest.mark.parametrize("path", sorted(LIBRARY.glob("m*/*.yaml")), ids=lambda p: p.stem)
def test_markdown_keeps_its_formulas_as_they_are(path):
    (derivation,) = load_file(str(path))
    source = written("markdown", derivation)
    html = MarkdownIt("commonmark").render(source)
    blocks = re.findall(r"```math\n(.*?)```", source, re.DOTALL)
    shown = re.findall(r'<code class="language-math">(.*?)</code>', html, re.DOTALL)
    plain = [s.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">") for s in shown]
    assert [re.sub("^> ", "", b, flags=re.MULTILINE) for b in blocks] == plain
    assert blocks


@pytest.mark.parametrize("form", WRITTEN)
def test_every_form_takes_a_folder_a_fragment_and_a_template(form):
    derivations = [load_file(str(p))[0] for p in sorted(LIBRARY.glob("physics/*.yaml"))]
    whole = written(form, *derivations)
    part = written(form, *derivations, shape=Shape("fragment"))
    framed = written(form, *derivations, shape=Shape(template="<<DERIVCHECK-BODY>>"))
    assert "harmonic oscillator" in whole
    assert len(part) < len(whole)
    assert framed.startswith("<<")
    assert framed.rstrip().endswith(">>")


def test_typst_compiles_what_is_hostile_wide_or_in_the_library(tmp_path):
    compiler = pytest.importorskip("typst", reason="typst is not installed")
    derivations = [one_step(t, "x") for t in TERMS.values()]
    derivations += [hostile(v) for v in HOSTILE.values()]
    derivations += [load_file(str(p))[0] for p in sorted(LIBRARY.glob("m*/*.yaml"))]
    (tmp_path / "made.typ").write_text(written("typst", *derivations), "utf-8")
    assert compiler.compile(str(tmp_path / "made.typ")).startswith(b"%PDF")


# --- the page in a browser -----------------------------------------------------------------------

SOURCE = """derivcheck: 1
title: A page
symbols: {x: real}
steps:
  - expr: sqrt(x^2)
  - {expr: x, expect: refuted}
  - {claim: 'sum(j, j = 1..3) = 6', label: six}
  - {claim: x + 6 = x + 6, using: six}
"""
PROBE = """
var maths=Array.from(document.querySelectorAll('math')).filter(function(m){
return !m.closest('details')});
function size(m){var b=m.getBoundingClientRect();return b.width>0&&b.height>0}
function press(k){document.dispatchEvent(new KeyboardEvent('keydown',{key:k,bubbles:true}))}
var seen={maths:maths.length,empty:maths.filter(function(m){return !size(m)}).length};
press('j');seen.first=document.activeElement.id;
press('n');seen.next=document.activeElement.id;
press('g');var node=document.querySelector('svg.graph a');
seen.graph=document.querySelector('details.overview').open;
seen.links=Array.from(document.querySelectorAll('svg.graph a')).every(function(a){
return document.getElementById(a.getAttribute('href').slice(1))});
seen.plot=document.querySelectorAll('svg.plot').length;
seen.paper=getComputedStyle(document.body).backgroundColor;
seen.requests=performance.getEntriesByType('resource').length;
document.title=JSON.stringify(seen);
"""


def browsed(page: str, folder: Path, *more: str) -> tuple[dict, str]:
    """What a probe saw in the page, and what the console said."""
    probed = re.sub(r"<meta http-equiv.*?>\n", "", page, count=1)
    probed = probed.replace("</body>", f"<script>{PROBE}</script></body>")
    (folder / "page.html").write_text(probed, "utf-8")
    (folder / "policed.html").write_text(page, "utf-8")
    command = [
        "chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr",
        "--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={folder / 'profile'}", *more,
    ]  # fmt: skip
    said = ""
    for name in ("policed", "page"):
        ran = subprocess.run(
            [*command, "--dump-dom", (folder / f"{name}.html").as_uri()],
            capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip
        said += "\n".join(line for line in ran.stderr.splitlines() if "CONSOLE" in line)
    found = re.search(r"<title>(\{.*?\})</title>", ran.stdout)
    assert found, ran.stdout[:500]
    return json.loads(found[1].replace("&quot;", '"')), said


@pytest.mark.skipif(shutil.which("chromium") is None, reason="chromium is not installed")
def test_page_works_in_a_browser(tmp_path):
    (derivation,) = load("page.yaml", SOURCE)
    made = chapters([(derivation, check_derivation(derivation, Settings()))])
    page = FORMS["html"](made, Shape())
    dark = "--blink-settings=preferredColorScheme=0"
    seen, said = browsed(page, tmp_path, dark)
    assert said == ""
    assert seen["maths"] > 6
    assert seen["empty"] == 0
    assert seen["requests"] == 0
    assert (seen["first"], seen["next"]) == ("page-2", "page-2")
    assert seen["graph"] is True
    assert seen["links"] is True
    assert seen["plot"] == 1
    assert seen["paper"] == "rgb(21, 23, 27)"


def test_report_as_a_page_tells_what_is_found_at_its_line():
    (derivation,) = load("a.yaml", SOURCE)
    report = Report((check_derivation(derivation, Settings()),))
    page = REPORTERS["html"](report, Layout())
    line = page.index('id="a-2"')
    assert line < page.index("This line is wrong") < page.index('id="a-3"')


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("two.yaml", "steps: [expr: 1 + 1, expr: 2]\n---\nsteps: [expr: 1 + 2, expr: 3]\n"),
        ("two.tex", "% derivcheck:\n\\[ 1 + 1 = 2 \\]\n% derivcheck:\n\\[ 1 + 2 = 3 \\]\n"),
    ],
    ids=["YAML", "LaTeX"],
)
def test_report_as_a_page_has_the_lines_of_every_kind_of_file(path: str, text: str):
    report = Report(tuple(check_derivation(d, Settings()) for d in loading.load(path, text)))
    page = REPORTERS["html"](report, Layout())
    assert page.count("<article") == 2
    assert page.count('<div class="line proved"') == 2
