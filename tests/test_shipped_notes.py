"""Shipped derivations that read like notes: one slip in each line is told at that line."""

from __future__ import annotations

from pathlib import Path

import pytest

import derivcheck

LIBRARY = Path(__file__).parents[1] / "derivations"

TWINS = (
    ("statistics/markov_chain", "sum(P[i, k], k = 1..n) = 1", "sum(P[k, i], k = 1..n) = 1"),
    ("statistics/markov_chain", "claim: u = P @ h", "claim: u = P.T @ h"),
    ("statistics/markov_chain", "P[i, k]*(h[k] - h[i])", "P[i, k]*(h[k] + h[i])"),
    ("statistics/markov_chain", "- expr: q @ h", "- expr: 2*q @ h"),
    ("physics/kepler_orbit", "- iff: r = r0", "- iff: r = 2*r0"),
    ("physics/kepler_orbit", "m*k^2/(2*L^2) - m*k^2/L^2", "m*k^2/(2*L^2) - 2*m*k^2/L^2"),
    ("physics/kepler_orbit", "- expr: -m*k/L^2*e*cos", "- expr: m*k/L^2*e*cos"),
    ("physics/kepler_orbit", "int(u, phi = 0..2*pi) = 2*pi/r0", "int(u, phi = 0..2*pi) = pi/r0"),
    ("physics/recursive_filter", "sum(h(j), j = 0..oo) = 1", "sum(h(j), j = 1..oo) = 1"),
    ("physics/recursive_filter", "lim(h(n), n -> oo) = 0", "lim(h(n), n -> oo) = 1 - a"),
    ("physics/recursive_filter", "(1 - 2*a*cos(w) + a^2)", "(1 - a*cos(w) + a^2)"),
    ("algebra/remainders", "6 divides n*(n + 1)*(n + 2)", "4 divides n*(n + 1)*(n + 2)"),
)


@pytest.mark.parametrize(("name", "line", "broken"), TWINS)
def test_broken_twins_are_refuted_at_the_line(name: str, line: str, broken: str) -> None:
    text = (LIBRARY / f"{name}.yaml").read_text(encoding="utf-8")
    assert text.count(line) == 1
    where = text[: text.index(line)].count("\n") + 1
    report = derivcheck.check_text(text.replace(line, broken))
    steps = [step for file in report.files for step in file.steps]
    assert [s.place.line for s in steps if s.verdict and s.verdict.name == "refuted"] == [where]
