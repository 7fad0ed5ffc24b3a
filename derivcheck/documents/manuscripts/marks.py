r"""What marks say: declarations for formulas, and words about them.

    % derivcheck: x, y real; a real[k]; f: function      names and their sorts
    % derivcheck: x real, n positive integer, x > 0, S := x^n    the same in short
    % derivcheck: assume x > 0; define S = sum(a[m], m = 1..k); name \hat{y} = yhat
    % derivcheck: field complex; layout denominator; title Energy of a spring
    % derivcheck: using eq:energy, eq:mass; by chain rule; expect refuted
    % derivcheck: from eq:energy; plain x*f(x)     what a line follows from, and what it means
    % derivcheck: continues    the formula is of the derivation above; because eq:mass, of a line
    % derivcheck: given        the line, or all of them, is taken as given
    % derivcheck: claim        it is stated by itself, and follows from no other
    % derivcheck: all          of the whole document: every displayed formula is checked
    % derivcheck: skip         this one is not
    % derivcheck: sentences    what the sentences around it suppose and define counts

A mark with nothing on its first line holds keys of a derivation file instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

import yaml

from derivcheck.diagnostics import Diagnosis, Diagnostic
from derivcheck.documents.keys import FILE_KEYS, VERSION
from derivcheck.documents.manuscripts.blocks import Mark, blank
from derivcheck.documents.manuscripts.inline import definition, names_spelled
from derivcheck.documents.manuscripts.nodes import Rows, listed, scalar, scalar_of, table
from derivcheck.documents.positions import Located, Source
from derivcheck.documents.yaml_fields import nearest, problem
from derivcheck.documents.yaml_nodes import compose

TABLES = {"symbols": "symbols", "define": "define", "let": "define", "name": "names",
          "names": "names", "print": "print", "macro": "macros", "macros": "macros"}  # fmt: skip
"""The word of an item that holds a name and what it stands for -> the key of a file."""
TEXTS = {"assume": "assume", "field": "field", "layout": "layout", "title": "title",
         "source": "source"}  # fmt: skip
"""The word of an item that holds one text -> the key of a file."""
STEP_WORDS = frozenset(("using", "by", "expect", "note", "allow", "reason", "from", "plain"))
BARE = frozenset(("given", "claim", "all", "skip", "document", "guessed", "continues", "sentences"))
NAMING = ("symbols", "define")
"""The keys of a file under which names are declared."""
BECAUSE = "because"
"""The word of a formula that gives the reasons of a line."""
KEYS = tuple(key for key in FILE_KEYS if key not in ("steps", "derivcheck"))

_ITEM = re.compile(r"(?:\\[^\r\n]|[^;\r\n])+")
_WORD = re.compile(r"(?P<word>[a-z]+)(?:[ \t]*:)?(?=\s|$)[ \t]*(?P<rest>.*)", re.DOTALL)
_PLAIN = r"\\?[^\W\d][\w']*"
# as LaTeX has it: `\bar{x}`, `T_{\text{in}}`, `\mathbf{v}`
_BRACES = r"\{(?:[^{}]|\{[^{}]*\})*\}"
_SPELLED = rf"\\?[A-Za-z]+(?:[ \t]*{_BRACES}|[ \t]*\\[A-Za-z]+)?(?:_(?:{_BRACES}|\w+))?"
_NAME = rf"(?>{_PLAIN}(?![\w{{\\])|{_SPELLED})"
_NAMES = rf"{_NAME}(?:[ \t]*,[ \t]*{_NAME})*"
_DECLARED = re.compile(
    rf"(?P<names>{_NAMES})(?:[ \t]*:[ \t]*|[ \t]+(?:is[ \t]+)?)(?P<sort>[A-Za-z](?:[^=<>]|->)*)"
)
_SORT = r"[a-z]+(?:\[[^\]]*\])?"
# the commas between the arguments of `function real, real -> real` divide nothing
_COMMA = re.compile(rf",(?![^(\[{{]*[)\]}}])(?![ \t]*{_SORT}(?:[ \t]*,[ \t]*{_SORT})*[ \t]*->)")
_PARAMETERS = re.compile(r"[\[(].*", re.DOTALL)
_RELATION = re.compile(r"[<>≤≥≠]|!=|(?<![:=])=(?!=)|\\(?:n?eq?|l[et]|g[et]|leq|geq|in)(?![A-Za-z])")
_NAMED = re.compile(rf"{_NAME}(?:[_\[(][^=<>!]*)?[ \t]*=.*", re.DOTALL)
_PROSE = re.compile(r"(?!(?:for|not)\b)[A-Za-z]{3,}[ \t]+[\w\\(]")
_EQUATION = re.compile(r"(?P<key>.+?)[ \t]*(?:(?<![<>!=:]):?=(?!=)|:[ \t])[ \t]*(?P<value>.+)")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a mark about lines, and what stands behind it."""

    word: str
    text: Located


@dataclass(slots=True)
class Said:
    """What marks say.

    Arguments:
        tables: key of a file -> its rows.
        others: key of a file -> what it holds.
        words: about lines, in order.
        traps: what YAML takes for something else, by its offset.
    """

    tables: dict[str, Rows] = field(default_factory=dict)
    assumed: list[yaml.Node] = field(default_factory=list)
    others: dict[str, tuple[yaml.Node, yaml.Node]] = field(default_factory=dict)
    words: list[Word] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)
    traps: dict[int, Diagnostic] = field(default_factory=dict)

    def has(self, word: str) -> bool:
        """Whether a word was said."""
        return any(w.word == word for w in self.words)

    def named(self, word: str) -> list[Located]:
        """What stands behind a word, item by item."""
        return [part for w in self.words if w.word == word for part in _parts(w.text)]

    def absorb(self, other: Said) -> None:
        """Add what other marks say."""
        for key, rows in other.tables.items():
            self.tables.setdefault(key, []).extend(rows)
        self.assumed += other.assumed
        self.others.update(other.others)
        self.problems += other.problems
        self.traps.update(other.traps)

    def over(self, whole: Said) -> Said:
        """Both together; what is said here of a name counts, not what is said there."""
        made = Said(problems=self.problems, traps={**whole.traps, **self.traps}, words=self.words)
        named = {n for key in NAMING for row in self.tables.get(key, []) for n in _names(row[0])}
        for key in dict.fromkeys((*whole.tables, *self.tables)):
            mine = self.tables.get(key, [])
            own = {name for row in mine for name in _names(row[0])}
            known = named if key in NAMING else own
            older = (row for r in whole.tables.get(key, []) for row in _but(r, known, key))
            made.tables[key] = [*older, *mine]
        made.assumed = [*whole.assumed, *self.assumed]
        made.others = {**whole.others, **self.others}
        return made

    def rows(self, start: int, stop: int) -> Rows:
        """The keys of a file with what they hold.

        Arguments:
            start, stop: where the file would stand.
        """
        made: Rows = list(self.others.values())
        for key, rows in self.tables.items():
            made.append((scalar(key, start, stop), table(rows, start, stop)))
        if self.assumed:
            made.append((scalar("assume", start, stop), listed(self.assumed, start, stop)))
        return made


def _names(key: yaml.Node) -> set[str]:
    """The names of a row; of `f(x, y)` and `z[i]` the one before the bracket."""
    return set(re.split(r"\s*,\s*", _PARAMETERS.sub("", str(key.value).strip())))


def names_in(said: Said) -> dict[str, str]:
    """The names that are declared or defined, each with its sort, or ""."""
    return {
        name: str(row[1].value) if key == "symbols" else ""
        for key in NAMING
        for row in said.tables.get(key, [])
        for name in _names(row[0])
    }


def _but(row: tuple[yaml.Node, yaml.Node], known: set[str], key: str) -> Rows:
    """A row of a table for the names that are not known; of `x, y: real` for each by itself."""
    name, held = row
    if not known & _names(name):
        return [row]
    if key != "symbols":
        return []
    start, text = name.start_mark.index, str(name.value)
    parts = ((m[0], start + m.start(), start + m.end()) for m in re.finditer(r"[^,\s]+", text))
    return [(scalar(*part), held) for part in parts if part[0] not in known]


def _parts(text: Located) -> Iterator[Located]:
    for match in re.finditer(r"[^,\s](?:[^,]*[^,\s])?", text.value):
        yield text.part(*match.span())


def said_by(marks: Iterable[Mark], source: Source) -> Said:
    """What some marks say; what cannot be read is among its problems."""
    said = Said()
    for mark in marks:
        if mark.keys:
            _keys(said, mark, source)
            continue
        for match in _ITEM.finditer(mark.text):
            start = mark.start + match.start() + len(match[0]) - len(match[0].lstrip())
            text = match[0].strip()
            if text:
                try:
                    _item(said, Located(text, source, start, start + len(text)))
                except Diagnosis as error:
                    said.problems.append(error.diagnostic)
    return said


def _item(said: Said, item: Located) -> None:
    """One item of a mark.  Raises: Diagnosis."""
    if item.value == VERSION:
        return
    match = _WORD.fullmatch(item.value)
    word = match["word"] if match else ""
    rest = item.part(*match.span("rest")) if match else item
    if word in BARE and not rest.value:
        said.words.append(Word(word, item))
    elif word in STEP_WORDS | {BECAUSE} and rest.value:
        said.words.append(Word(word, rest))
    elif word in TABLES and word != "symbols" and rest.value:
        _equation(said, TABLES[word], rest)
    elif word == "assume" and rest.value:
        said.assumed.append(scalar_of(rest))
    elif word in TEXTS and rest.value:
        said.others[TEXTS[word]] = (_key(TEXTS[word], rest), scalar_of(rest))
    else:
        for part in _short(item, word):
            part(said)


_Says = Callable[[Said], None]


def _short(item: Located, word: str) -> list[_Says]:
    """What an item without a word says: parts between commas, as few as can be read.

    Raises: Diagnosis.
    """
    found: list[_Says] = []
    start, stops = 0, [m.start() for m in _COMMA.finditer(item.value)]
    for stop in (*stops, len(item.value)):
        text = item.value[start:stop]
        part = item.part(start + len(text) - len(text.lstrip()), start + len(text.rstrip()))
        if says := _part(part):
            found.append(says)
            start = stop + 1
    if start <= len(item.value):
        raise Diagnosis(_unread(item, word))
    return found


def _part(part: Located) -> _Says | None:
    """What a declaration, a definition by `:=` or a bare relation says, if it is one."""
    if declared := _DECLARED.fullmatch(part.value):
        names, sort = part.part(*declared.span("names")), part.part(*declared.span("sort"))
        rows = [(scalar_of(name), scalar_of(sort)) for name in _plain_names(names)]
        return lambda said: said.tables.setdefault("symbols", []).extend(rows)
    if ":=" in part.value:
        return lambda said: _equation(said, "define", part)
    bare = not (_NAMED.fullmatch(part.value) or _PROSE.match(part.value))
    if bare and _RELATION.search(part.value):
        return lambda said: said.assumed.append(scalar_of(part))
    return None


def _plain_names(names: Located) -> list[Located]:
    r"""The names, `\theta` as theta; in one piece where all are plain."""
    if not {"\\", "{"} & {*names.value}:
        return [names]
    parts = (names.part(*m.span()) for m in re.finditer(r"[^,\s](?:[^,]*[^,\s])?", names.value))
    return [_plain_name(part) for part in parts]


def _plain_name(name: Located) -> Located:
    r"""`\bar{x}` as xbar, `T_{\text{in}}` as T_in; what is no name as it is."""
    found = names_spelled(name.value)
    return replace(name, value=found[0]) if found else name


def _unread(item: Located, word: str) -> Diagnostic:
    known = (*TABLES, *TEXTS, *STEP_WORDS, BECAUSE, *BARE)
    hint = nearest(word, known) if word not in known else f"`{word}` needs more, or less, behind it"
    if _NAMED.fullmatch(item.value):
        hint = f"say which is meant, `define {item.value}` or `assume {item.value}`"
    more = "declare as in `x real`, `a: real[k]`, and write `;` between items"
    return problem(item, "DC140", f"`{item.value}` says nothing that a mark can say", hint or more)


def _equation(said: Said, key: str, rest: Located) -> None:
    match = _EQUATION.fullmatch(rest.value)
    if match is None:
        hint = r"write it as in `define S = x + y` or `name \hat{y} = yhat`"
        raise Diagnosis(
            problem(rest, "DC140", "no `=` stands between a name and its meaning", hint)
        )
    name, value = rest.part(*match.span("key")), rest.part(*match.span("value"))
    if key == "define" and {"\\", "{"} & {*name.value}:
        found = definition(name.value, value.value, name.start, value.start)
        head = scalar(found.head if found else name.value, name.start, name.stop)
        said.tables.setdefault(key, []).append((head, scalar_of(value)))
        return
    said.tables.setdefault(key, []).append((scalar_of(name), scalar_of(value)))


def _key(key: str, at: Located) -> yaml.ScalarNode:
    return scalar(key, at.start, at.stop)


def _keys(said: Said, mark: Mark, source: Source) -> None:
    """A mark that holds keys of a derivation file."""
    line = source.line_start(mark.start)
    masked = blank(source.text[:line]) + " " * (mark.start - line) + mark.text
    composed = compose(masked)
    said.traps.update(composed.traps)
    if composed.failure:
        said.problems.append(composed.failure)
        return
    for node in composed.nodes:
        if not isinstance(node, yaml.MappingNode):
            whole = _raw(node, source)
            hint = "write keys and what they hold, such as `symbols: {x: real}`"
            said.problems.append(problem(whole, "DC007", "a mark is a table of keys", hint))
            continue
        _entries(said, node.value, source)


def _raw(node: yaml.Node, source: Source) -> Located:
    """What stands in the document where a node does."""
    start, stop = node.start_mark.index, node.end_mark.index
    return Located(source.text[start:stop], source, start, stop)


def _entries(said: Said, rows: Rows, source: Source) -> None:
    for key, value in rows:
        whole = _raw(key, source)
        if key.value in BARE and key.value not in ("given", "claim"):
            said.words.append(Word(key.value, whole))
        elif key.value not in KEYS:
            hint = nearest(str(key.value), KEYS) or f"the keys are: {', '.join(KEYS)}"
            message = f"there is no key `{key.value}` here"
            said.problems.append(problem(whole, "DC004", message, hint))
        elif key.value in TABLES and isinstance(value, yaml.MappingNode):
            said.tables.setdefault(TABLES[key.value], []).extend(value.value)
        elif key.value == "assume":
            several = isinstance(value, yaml.SequenceNode)
            said.assumed.extend(value.value if several else [value])
        else:
            said.others[key.value] = (key, value)
