"""A derivation as a picture: a node a step, arrows from the step before and from what is used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape

from derivcheck.documents.model import Derivation, Step
from derivcheck.verdicts.report import FileReport

ACROSS, DOWN, RADIUS, MARGIN = 64, 38, 13, 36
FARTHEST = 6
"""How many columns there are at most."""


@dataclass(frozen=True, slots=True)
class _Node:
    step: Step
    x: int
    y: int


def graph(derivation: Derivation, report: FileReport, key: str) -> str:
    """The picture as SVG; its nodes are links to the steps.

    Arguments:
        key: with which the anchors of the steps begin.
    """
    nodes = {n.step.id: n for n in _placed(derivation)}
    if len(nodes) < 2:
        return ""
    verdicts = {s.id: s.verdict.name if s.verdict else "given" for s in report.steps}
    arrows = [_arrow(nodes[a], nodes[b], kind) for a, b, kind in _edges(derivation, nodes)]
    dots = [_dot(node, verdicts.get(node.step.id, "given"), key) for node in nodes.values()]
    width = max(n.x for n in nodes.values()) + MARGIN + RADIUS
    height = max(n.y for n in nodes.values()) + MARGIN + RADIUS
    return (
        f'<svg class="graph" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-label="the steps and what each rests on">'
        f"{''.join(arrows)}{''.join(dots)}</svg>"
    )


def _placed(derivation: Derivation) -> Iterator[_Node]:
    """The steps from the top, a chain a column, sub-steps to the right of their step."""
    row = 0

    def level(steps: tuple[Step, ...], depth: int) -> Iterator[_Node]:
        nonlocal row
        for step in steps:
            yield _Node(step, MARGIN + ACROSS * min(depth, FARTHEST), MARGIN + DOWN * row)
            row += 1
            yield from level(step.because, depth + 1)

    yield from level(derivation.steps, 0)


def _edges(derivation: Derivation, nodes: Mapping[str, _Node]) -> Iterator[tuple[str, str, str]]:
    """From which step to which, and why."""
    labels = {s.label: s.id for s in derivation.every_step if s.label}

    def level(steps: tuple[Step, ...]) -> Iterator[tuple[str, str, str]]:
        last: dict[bool, str] = {}
        for step in steps:
            chained = step.role not in ("given", "claim") and step.origin != "none"
            before = labels.get(step.origin) if step.origin else last.get(step.role == "expr")
            if chained and before:
                yield before, step.id, "chain"
            last[step.role == "expr"] = step.id
            yield from ((labels[u], step.id, "uses") for u in step.using if u in labels)
            yield from ((inner.id, step.id, "because") for inner in step.because)
            yield from level(step.because)

    yield from (edge for edge in level(derivation.steps) if edge[0] in nodes)


def _arrow(a: _Node, b: _Node, kind: str) -> str:
    """Straight down within a column from one step to the next, else a bow."""
    if a.x == b.x and kind == "chain" and b.y - a.y == DOWN:
        return f'<path class="{kind}" d="M{a.x} {a.y + RADIUS}V{b.y - RADIUS}"/>'
    if a.x == b.x:
        bow = min(18, 6 + (b.y - a.y) // 8)
        side = a.x - RADIUS
        curve = f"M{side} {a.y}C{side - bow} {a.y} {side - bow} {b.y} {side} {b.y}"
        return f'<path class="{kind}" d="{curve}"/>'
    start, end = (a.x - RADIUS, a.y), (b.x + RADIUS, b.y)
    middle = (start[0] + end[0]) // 2
    return (
        f'<path class="{kind}" d="M{start[0]} {start[1]}C{middle} {start[1]} '
        f'{middle} {end[1]} {end[0]} {end[1]}"/>'
    )


def _dot(node: _Node, verdict: str, key: str) -> str:
    label = escape(node.step.id.replace(".", ""))
    said = escape(f"step {node.step.id}, {verdict}: {node.step.text.source[:80]}")
    return (
        f'<a href="#{key}-{escape(node.step.id)}" aria-label="{said}"><title>{said}</title>'
        f'<circle class="{verdict}" cx="{node.x}" cy="{node.y}" r="{RADIUS}"/>'
        f'<text x="{node.x}" y="{node.y + 4}" text-anchor="middle">{label}</text></a>'
    )
