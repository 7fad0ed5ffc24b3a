"""YAML text -> nodes with exact positions, everything unsafe refused before anything is composed.

A line that YAML cannot read because of one of its traps (`expr: %x`) is masked and composed again,
so that one such line makes one step invalid and not the file.  A text that only holds a colon, as
`claim: for all x: x^2 >= 0`, or starts with bars, as `claim: |x| >= 0`, is masked too, and put back
where YAML has made a node of it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
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
    """The nodes of every document of a text.

    Texts that are put back are first masked all together, for a text is composed again for each
    mask; where that does not end well, as where one is a line of a longer text, one by one.
    """
    source = Source.of(text)
    quick = _composed(_Masks(source, together=True))
    return quick if quick and not quick.failure else _composed(_Masks(source)) or Composed(source)


@dataclass(slots=True)
class _Masks:
    """What is masked of a text.

    Arguments:
        together: whether with a text that is put back all that look alike are masked.
        traps, texts: offset of a masked value -> what is wrong with it, or the text.
    """

    source: Source
    together: bool = False
    traps: dict[int, Diagnostic] = field(default_factory=dict)
    texts: dict[int, str] = field(default_factory=dict)
    text: str = field(init=False)
    times: int = 0

    def __post_init__(self) -> None:
        self.text = self.source.text

    def add(self, error: yaml.YAMLError) -> bool:
        """Mask what led to an error; False if it is masked already, or nothing is found."""
        found = None if "nesting depth" in str(error) else _trap_of(self.source, error)
        self.times += 1
        if found is None or self.times * len(self.text) > MAX_AGAIN:
            return False
        start, key, wrong = found
        if start in self.traps or start in self.texts:
            return False
        line = self.source.text[start : self.source.line_end(start)]
        if not is_text(key, line, wrong):
            self.traps[start] = wrong
            self._mask({start: line})
            return True
        new = {start: uncommented(line)}
        if self.together:
            new |= _texts_below(self.source, start)
        self.texts |= new
        self._mask(new)
        return True

    def _mask(self, values: Mapping[int, str]) -> None:
        pieces, at = [], 0
        for start, value in values.items():
            pieces += [self.text[at:start], MASK * len(value)]
            at = start + len(value)
        self.text = "".join([*pieces, self.text[at:]])


def _composed(masks: _Masks) -> Composed | None:
    """The nodes of a text; None if a text that was masked is no node of its own."""
    source = masks.source
    while True:
        try:
            _refuse(source, masks.text)
            nodes = tuple(yaml.compose_all(masks.text, Loader=LOADER))
        except Diagnosis as error:
            return Composed(source, traps=masks.traps, failure=error.diagnostic)
        except yaml.YAMLError as error:
            if masks.add(error):
                continue
            return Composed(source, traps=masks.traps, failure=_failure(source, error))
        whole = _put_back(masks.texts, nodes) == len(masks.texts)
        kept = tuple(n for n in nodes if not _is_empty(n))
        return Composed(source, kept, masks.traps) if whole or not masks.together else None


def _texts_below(source: Source, index: int) -> dict[int, str]:
    """Offset -> text, of each that stands on a line below an offset and can only be meant so."""
    found = {}
    for line in source.starts[bisect_right(source.starts, index) :]:
        key, start, value = _value_on_line(source, line)
        wrong = trap(key, value) if key and value else None
        if wrong and is_text(key, value, wrong):
            found[start] = uncommented(value)
    return found


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


def _put_back(texts: Mapping[int, str], nodes: Iterable[yaml.Node]) -> int:
    """Puts each masked text into the node that starts where it stands.  Returns: how many."""
    count = 0
    for node in values_of(nodes) if texts else ():
        text = texts.get(node.start_mark.index)
        if text and isinstance(node, yaml.ScalarNode):
            node.value = node.value.replace(MASK * len(text), text)
            count += 1
    return count


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


def _failure(source: Source, error: yaml.YAMLError) -> Diagnostic:
    """YAML's own error with its place."""
    if "nesting depth" in str(error):
        return _too_deep(source, error)
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    index = mark.index if mark else getattr(error, "position", 0)
    if source.text[index : index + 1] == "\t":
        message = "YAML allows no tab here"
        return Diagnostic("DC001", message, "indent with spaces", place=source.place(index))
    what = getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be read"
    hint = next((hint for start, hint in _SYNTAX_HINTS.items() if what.startswith(start)), _HINT)
    message = f"not valid YAML: {what}"
    return Diagnostic("DC001", message, hint, place=source.place(min(index, len(source.text))))
