"""The fields of a YAML mapping: known keys, right kinds, every scalar as the text in the file."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import ParamSpec, TypeVar

import yaml

from derivcheck.diagnostics import Diagnosis, Diagnostic
from derivcheck.documents import yaml_traps
from derivcheck.documents.keys import BELOW, Kind
from derivcheck.documents.positions import Located
from derivcheck.documents.yaml_nodes import Composed

_ENTRIES = {
    "a step": "start it with what it holds, such as `expr: x` or `claim: x = x`",
    "a derivation": "start with `steps:`, and write the steps below it, such as `- expr: x`",
}
MAX_STEPS = 10_000  # of one list
MAX_COMPARED = 100  # words looked at for the nearest one

_P = ParamSpec("_P")
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Fields:
    """The entries of one mapping, and what was found wrong with it so far."""

    document: Composed
    place: Located
    entries: Mapping[str, tuple[yaml.Node, yaml.Node]] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)

    def __contains__(self, key: str) -> bool:
        return key in self.entries

    def text(self, key: str, exact: bool = False) -> Located | None:
        """The text of a key, or None if it is missing or cannot be read."""
        if key not in self.entries:
            return None
        return self.attempt(text_of, self.document, self.entries[key][1], key, exact)

    def word(self, key: str) -> str | None:
        """The text of a key that names something or remarks on it."""
        text = self.text(key)
        return text.value if text else None

    def choice(self, key: str, allowed: Mapping[str, _T]) -> _T | None:
        """What the word of a key stands for."""
        text = self.text(key)
        if text is None:
            return None
        if text.value in allowed:
            return allowed[text.value]
        self.problems.append(
            problem(
                text,
                "DC706",
                f"`{key}: {text.value}` is not one of the words allowed here",
                nearest(text.value, allowed) or f"write one of: {', '.join(allowed)}",
            )
        )
        return None

    def texts(self, key: str, exact: bool = False) -> tuple[Located, ...]:
        """The texts of a key that holds one of them or a list."""
        if key not in self.entries:
            return ()
        node = self.entries[key][1]
        if not isinstance(node, yaml.SequenceNode):
            text = self.text(key, exact)
            return (text,) if text else ()
        if not node.value:
            self.problems.append(_empty(_whole(self.document, node), key))
        read = (self.attempt(text_of, self.document, n, "", exact) for n in node.value)
        return tuple(text for text in read if text)

    def table(self, key: str) -> tuple[tuple[Located, Located], ...]:
        """The entries of a key that holds names and their texts."""
        if key not in self.entries:
            return ()
        inner = self.attempt(fields_of, self.document, self.entries[key][1], None, f"`{key}:`")
        if inner is None:
            return ()
        self.problems.extend(inner.problems)
        if found := _cut_by_commas(self.document, self.entries[key][1], key):
            self.problems.append(found)
            return ()
        rows = ((self.document, k, v, name) for name, (k, v) in inner.entries.items())
        return tuple(row for row in (self.attempt(_row, *r) for r in rows) if row)

    def items(self, key: str) -> tuple[yaml.Node, ...]:
        """The items of a key that holds a list."""
        if key not in self.entries:
            return ()
        node = self.entries[key][1]
        whole = _whole(self.document, node)
        if isinstance(node, yaml.SequenceNode) and len(node.value) > MAX_STEPS:
            message = f"`{key}:` has more than {MAX_STEPS:,} steps"
            self.problems.append(problem(whole, "DC009", message, "split the derivation"))
            return ()
        if isinstance(node, yaml.SequenceNode) and node.value:
            return tuple(node.value)
        if not whole.value.strip() or isinstance(node, yaml.SequenceNode):
            self.problems.append(_empty(whole, key))
        else:
            hint = f"start every step with `- `, such as `{BELOW[key]}`"
            self.problems.append(problem(whole, "DC007", f"`{key}:` holds a list of steps", hint))
        return ()

    def attempt(self, read: Callable[_P, _T], *args: _P.args, **named: _P.kwargs) -> _T | None:
        """What `read` returns, or None after noting what is wrong."""
        try:
            return read(*args, **named)
        except Diagnosis as error:
            self.problems.append(error.diagnostic)
            return None


def fields_of(
    document: Composed, node: yaml.Node, known: Mapping[str, Kind] | None, what: str
) -> Fields:
    """The fields of a mapping; without `known`, any names are keys.

    Raises:
        Diagnosis: DC007 if the node is no mapping, DC008 if it is empty.
    """
    whole = _whole(document, node)
    if node.start_mark.index in document.traps:
        raise Diagnosis(document.traps[node.start_mark.index])
    if not whole.value.strip():
        raise Diagnosis(_empty(whole, what if what in _ENTRIES else what.strip("`:")))
    if not isinstance(node, yaml.MappingNode):
        key = what.strip("`:")
        hint = yaml_traps.below(key) if key in BELOW else _ENTRIES.get(what, "write `key: value`")
        raise Diagnosis(problem(whole, "DC007", f"{what} is a table of keys and values", hint))
    entries: dict[str, tuple[yaml.Node, yaml.Node]] = {}
    fields = Fields(document, whole, entries)
    for key, value in node.value:
        found = _key_problem(document, key, entries, known)
        if found:
            fields.problems.append(found)
        else:
            entries[key.value] = (key, value)
    return fields


def text_of(document: Composed, node: yaml.Node, key: str, exact: bool = False) -> Located:
    """The text of a scalar as the file has it, or of a list in brackets that is a vector.

    Arguments:
        exact: the text is mathematics or LaTeX: no YAML escapes, and `[a, b]` is a vector.

    Raises:
        Diagnosis: for an empty value, a trap of YAML, or a value that is no text.
    """
    whole = _whole(document, node)
    if node.start_mark.index in document.traps:
        raise Diagnosis(document.traps[node.start_mark.index])
    if isinstance(node, yaml.ScalarNode):
        return _scalar(whole, node, key, exact)
    line = whole.value.splitlines()[0] if whole.value else ""
    if exact and isinstance(node, yaml.SequenceNode) and node.flow_style and "#" not in whole.value:
        return whole
    if isinstance(node, yaml.MappingNode) and not node.flow_style:
        if _is_colon_in_text(node, whole):
            text = yaml_traps.uncommented(whole.value)
            return Located(text, whole.source, whole.start, whole.start + len(text))
        raise whole.error(yaml_traps.colon(key, line))
    found = yaml_traps.trap(key, line) if exact else None
    raise whole.error(
        found or Diagnostic("DC007", f"`{key or '-'}` holds one text", _one_text(key))
    )


def _is_colon_in_text(node: yaml.MappingNode, whole: Located) -> bool:
    """Whether a mapping is a text on one line that holds a colon: `for all x: x^2 >= 0`."""
    ((key, value), *more) = node.value
    plain = all(isinstance(n, yaml.ScalarNode) and not n.style for n in (key, value))
    return plain and not more and len(whole.value.splitlines()) == 1


def _one_text(key: str) -> str:
    return "write one text; put it in single quotes if it starts with a bracket"


def problem(text: Located, code: str, message: str, hint: str = "") -> Diagnostic:
    """A finding about a whole piece of text."""
    return Diagnostic(code, message, hint, place=text.place())


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint that names the nearest known word, or nothing."""
    close = difflib.get_close_matches(word, list(known)[-MAX_COMPARED:], n=1)
    return f"did you mean `{close[0]}`?" if close else ""


def _whole(document: Composed, node: yaml.Node) -> Located:
    """The raw text of a node."""
    start, stop = node.start_mark.index, node.end_mark.index
    raw = document.source.text[start:stop].rstrip()
    return Located(raw, document.source, start, start + len(raw))


def _cut_by_commas(document: Composed, node: yaml.Node, key: str) -> Diagnostic | None:
    """An entry in braces that a comma cut in two, `{a, b: real}`, so that it has no value."""
    if not isinstance(node, yaml.MappingNode) or not node.flow_style:
        return None
    for name, value in node.value:
        if isinstance(value, yaml.ScalarNode) and not value.value and not value.style:
            whole = _whole(document, name)
            message = f"in braces a comma ends an entry, so `{whole.value}` has no value"
            return problem(whole, "DC008", message, yaml_traps.below(key))
    return None


def _row(
    document: Composed, key: yaml.Node, value: yaml.Node, name: str
) -> tuple[Located, Located]:
    return text_of(document, key, "", exact=True), text_of(document, value, name, exact=True)


def _key_problem(
    document: Composed, key: yaml.Node, entries: Mapping[str, object], known: Iterable[str] | None
) -> Diagnostic | None:
    whole = _whole(document, key)
    if not isinstance(key, yaml.ScalarNode):
        return problem(whole, "DC007", "a key must be a text", "put the key in single quotes")
    if key.value in entries:
        hint = "keep one of the two"
        return problem(whole, "DC005", f"the key `{key.value}` stands here twice", hint)
    if known is not None and key.value not in known:
        hint = nearest(key.value, known) or f"the keys are: {', '.join(known)}"
        return problem(whole, "DC004", f"there is no key `{key.value}` here", hint)
    return None


def _scalar(whole: Located, node: yaml.ScalarNode, key: str, exact: bool) -> Located:
    raw, style = whole.value, node.style or ""
    if raw.startswith(("!", "&")) or (not node.value.strip() and key == "rel"):
        raise whole.error(yaml_traps.trap(key, raw) or _empty(whole, key))
    if not node.value.strip():
        raise Diagnosis(_empty(whole, key))
    if style == '"' and exact and (found := yaml_traps.trap(key, raw)) and found.code == "DC025":
        raise whole.error(found)
    start = whole.start + (style in ("'", '"'))
    if style in ("|", ">"):
        start = whole.source.line_end(start)
    stop = whole.stop - (style in ("'", '"'))
    leading = len(whole.source.text[start:stop]) - len(whole.source.text[start:stop].lstrip())
    return Located(node.value.strip(), whole.source, start + leading, stop)


def _empty(whole: Located, key: str) -> Diagnostic:
    what = key if key in _ENTRIES else f"`{key}:`" if key else "an item"
    hint = _ENTRIES.get(key, "write its value, or remove it")
    return problem(whole, "DC008", f"{what} is empty", hint)
