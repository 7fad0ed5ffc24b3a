"""YAML text -> nodes with exact positions, everything unsafe refused before anything is composed.

A line that YAML cannot read because of one of its traps (`expr: |x|`) is masked and composed again,
so that one such line makes one step invalid and not the file.  A text that only holds a colon, as
`claim: for all x: x^2 >= 0`, is masked too, and put back where YAML has made a node of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import cast

import yaml

from derivcheck.diagnostics import Diagnosis, Diagnostic
from derivcheck.documents.keys import TEXT_KEYS
from derivcheck.documents.positions import Source
from derivcheck.documents.yaml_traps import STARTS, is_text, trap, uncommented

MAX_BYTES = 2_000_000
MAX_NESTING = 60
MAX_AGAIN = 40_000_000  # characters of a text that are composed again, in all
MASK = "\ufffd"  # no notation reads it, so a masked value can never pass for an expression
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_VALUE = re.compile(
    r"""\s* (?:-\ +)*
        (?: (?P<key> [^\s\#:"'|>\[{] [^\#:]*? ) \s* : \s+ )?
        (?P<value> \S.* )""",
    re.VERBOSE,
)
_HINT = "check indentation, colons and quotes here and on the line above"
_SYNTAX_HINTS = {
    "mapping values are not allowed": "check the indentation, and quote a text that holds `: `",
    "did not find expected key": "check the indentation and the quotes of this line",
    "did not find expected '-' indicator": "every item of a list starts with `- `, all in line",
}


@dataclass(frozen=True, slots=True)
class Composed:
    """What YAML made of a text.

    Arguments:
        nodes: the root of each document.
        traps: offset of a masked value -> what is wrong with it.
        failure: why nothing could be composed; then there are no nodes.
    """

    source: Source
    nodes: tuple[yaml.Node, ...] = ()
    traps: Mapping[int, Diagnostic] = field(default_factory=dict)
    failure: Diagnostic | None = None


def decode(data: str | bytes) -> str:
    """The text of a file.

    Raises:
        Diagnosis: DC002 if it is not UTF-8, DC003 if it is too large.
    """
    try:
        encoded = data.encode() if isinstance(data, str) else data
        if len(encoded) > MAX_BYTES:
            size = f"the file has more than {MAX_BYTES:,} bytes"
            raise Diagnosis(Diagnostic("DC003", size, "split it into several files"))
        return encoded.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"the file is not UTF-8: byte {error.start + 1} cannot be read"
        raise Diagnosis(Diagnostic("DC002", message, "save it as UTF-8")) from None
    except UnicodeEncodeError:
        message = "the text holds half a character (a lone surrogate)"
        raise Diagnosis(Diagnostic("DC002", message, "save it as UTF-8")) from None


def compose(text: str) -> Composed:
    """The nodes of every document of a text."""
    source, masked, traps, texts = Source.of(text), text, dict[int, Diagnostic](), dict[int, str]()
    while True:
        try:
            _refuse(source, masked)
            nodes = tuple(yaml.compose_all(masked, Loader=LOADER))
            _put_back(texts, nodes)
            return Composed(source, tuple(n for n in nodes if not _is_empty(n)), traps)
        except Diagnosis as error:
            return Composed(source, traps=traps, failure=error.diagnostic)
        except yaml.YAMLError as error:
            if "nesting depth" in str(error):
                return Composed(source, traps=traps, failure=_too_deep(source, error))
            found = _trap_of(source, error)
            known = {*traps, *texts}
            if found is None or found[0] in known or len(known) * len(text) > MAX_AGAIN:
                return Composed(source, traps=traps, failure=_syntax(source, error))
            start, key, wrong = found
            stop = source.line_end(start)
            if is_text(key, wrong):
                texts[start] = uncommented(source.text[start:stop])
                stop = start + len(texts[start])
            else:
                traps[start] = wrong
            masked = masked[:start] + MASK * (stop - start) + masked[stop:]


def values_of(nodes: Iterable[yaml.Node]) -> Iterator[yaml.Node]:
    """All nodes but keys, in the order of the file."""
    pending = list(nodes)[::-1]
    while pending:
        node = pending.pop()
        yield node
        if isinstance(node, yaml.MappingNode):
            pending.extend(value for _, value in reversed(node.value))
        elif isinstance(node, yaml.SequenceNode):
            pending.extend(reversed(node.value))


def _put_back(texts: Mapping[int, str], nodes: Iterable[yaml.Node]) -> None:
    """Puts each masked text into the node that starts where it stands."""
    for node in values_of(nodes) if texts else ():
        text = texts.get(node.start_mark.index)
        if text and isinstance(node, yaml.ScalarNode):
            node.value = node.value.replace(MASK * len(text), text)


def _is_empty(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and not node.value


def _refuse(source: Source, text: str) -> None:
    """Stop at an alias, an anchor or deep nesting, before a node is made of it."""
    depth = 0
    for event in yaml.parse(text, Loader=LOADER):
        if getattr(event, "anchor", None) is not None:
            _refuse_anchor(source, event)
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_NESTING:
            raise Diagnosis(_too_deep(source, event))


def _too_deep(source: Source, found: yaml.Event | yaml.YAMLError) -> Diagnostic:
    """What is said where the nesting is too deep, for us or for YAML itself."""
    mark = getattr(found, "problem_mark", None) or getattr(found, "start_mark", None)
    place = source.place(mark.index if mark else 0)
    message = f"the file is nested more than {MAX_NESTING} levels deep"
    return Diagnostic("DC009", message, "write it flatter", place=place)


def _mark(event: yaml.Event) -> yaml.Mark:
    return cast(yaml.Mark, event.start_mark)  # every event that was parsed has one


def _refuse_anchor(source: Source, event: yaml.Event) -> None:
    mark = _mark(event)
    index, sign = mark.index, source.text[mark.index]
    key, start, _ = _value_on_line(source, index)
    if key in TEXT_KEYS and start == index:
        raise yaml.MarkedYAMLError(problem="anchor", problem_mark=mark)
    kind = "alias" if sign == "*" else "anchor"
    message = f"`{sign}` makes an {kind} in YAML, and a derivation may hold none"
    hint = "write it out; put a text that starts with `*` or `&` in single quotes"
    raise Diagnosis(Diagnostic("DC006", message, hint, place=source.place(index)))


def _trap_of(source: Source, error: yaml.YAMLError) -> tuple[int, str, Diagnostic] | None:
    """Where the value starts that led YAML astray, its key, and what is wrong with it."""
    context, problem = (getattr(error, name, None) for name in ("context_mark", "problem_mark"))
    if context and source.text[context.index : context.index + 1] in STARTS:
        key, start, value = _value_on_line(source, context.index)
        if start == context.index and (found := trap(key, value)):
            return start, key, _placed(source, start, value, found)
    if problem:
        key, start, value = _value_on_line(source, problem.index)
        if value and start <= problem.index and (found := trap(key, value)):
            return start, key, _placed(source, start, value, found)
    return None


def _value_on_line(source: Source, index: int) -> tuple[str, int, str]:
    """Key, offset and raw text of the value on the line of a character; "" where there is none."""
    index = min(index, len(source.text))
    match = _VALUE.match(source.text, source.line_start(index), source.line_end(index))
    if match is None:
        return "", index, ""
    return (match["key"] or "").strip(), match.start("value"), match["value"].rstrip()


def _placed(source: Source, start: int, value: str, found: Diagnostic) -> Diagnostic:
    return replace(found, place=source.place(start, start + len(value)))


def _syntax(source: Source, error: yaml.YAMLError) -> Diagnostic:
    """YAML's own error with its place."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    index = mark.index if mark else getattr(error, "position", 0)
    if source.text[index : index + 1] == "\t":
        message = "YAML allows no tab here"
        return Diagnostic("DC001", message, "indent with spaces", place=source.place(index))
    what = getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be read"
    hint = next((hint for start, hint in _SYNTAX_HINTS.items() if what.startswith(start)), _HINT)
    message = f"not valid YAML: {what}"
    return Diagnostic("DC001", message, hint, place=source.place(min(index, len(source.text))))
