"""Prove: what holds for any number of members of the group.

The closure of the pairs (g, m) that compose computes is an inductive set: it holds every pair that
a member meets in any reachable state, whatever the number of members (docs/prove.md says why).
What is true on it is true for any number. What is not may still be true: then it is UNDECIDED,
unless a search with few members finds a real violation.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any

import numpy as np

from dialonce.abstract import Teller, lasso_edges
from dialonce.certificate import CERTIFIED, certificate
from dialonce.check import HOLDS, UNDECIDED, VIOLATED, Checker, Finding, Search, check, worst
from dialonce.compose import Composed, compose
from dialonce.explore import closure
from dialonce.graph import Graph, reach, walk_back
from dialonce.liveness import answers_late, never_answers
from dialonce.observe import ticks_of
from dialonce.property import Property
from dialonce.system import System

OPEN = "an abstract run could not be excluded"
VACUOUS = "its trigger is never reached, with any number of members: it is vacuous"
MEMBERS_TRIED = (1, 2)  # a violation, if there is one, almost always needs no more


@dataclass
class Proof:
    """The verdicts on one system for any number of members, and the set that proves them.

    `pairs` is the size of the inductive set. The trace of an UNDECIDED finding is the abstract run
    that could not be excluded.
    """

    system: System
    composed: Composed
    pairs: int
    seconds: float
    findings: list[Finding] = field(default_factory=list)

    @property
    def verdict(self) -> str:
        """The worst of the verdicts."""
        return worst(finding.verdict for finding in self.findings)

    def certificate(self) -> dict[str, Any]:
        """The inductive set and the invariants and steps that are true on it, as plain values."""
        ids = (found.tolist() for found in np.nonzero(self.composed.pairs))
        grouped, c = bool(self.system.group), self.composed
        pairs = [(c.globals.rows[g], c.members.rows[m] if grouped else ())
                 for g, m in zip(*ids, strict=True)]  # fmt: skip
        true = [f.property for f in self.findings if f.verdict == HOLDS]
        return certificate(self.system, pairs, [c.name for c in true if c.kind in CERTIFIED])


class Prover(Checker):
    """Decides properties on the inductive set instead of on explored states.

    Its nodes are the pairs in the order of `np.nonzero(composed.pairs)`.
    """

    def __init__(self, composed: Composed):
        super().__init__(closure(composed), True)

    def prove(self, claim: Property) -> Finding:
        """HOLDS, or UNDECIDED with an abstract run; VIOLATED where there is nothing to answer."""
        finding: Finding = getattr(self, f"_prove_{claim.kind}")(claim)
        return finding

    def _prove_invariant(self, claim: Property) -> Finding:
        wrong = ~self._true_at(claim, claim.predicate)
        if not wrong.any():
            return Finding(claim, HOLDS)
        rank = np.where(wrong, self._distance, len(wrong))
        return self._open(claim, int(rank.argmin()))

    def _prove_step(self, claim: Property) -> Finding:
        if self._broken(claim) is None:
            return Finding(claim, HOLDS)
        self.space.seen[self.g, self.m] = self._distance
        found = self._broken(claim)
        assert found is not None
        rank, event, _ = found
        return self._open(claim, int(np.nonzero(self._distance == rank)[0][0]), event)

    def _prove_leads_to(self, claim: Property) -> Finding:
        return self._prove_answer(claim, never_answers)

    def _prove_within(self, claim: Property) -> Finding:
        ticks = ticks_of(claim, self.composed.system)
        return self._prove_answer(claim, partial(answers_late, ticks=ticks))

    def _prove_answer(self, claim: Property, search: Search) -> Finding:
        trigger = self._true_at(claim, claim.predicate)
        response = self._true_at(claim, claim.response)
        if not trigger.any():
            return Finding(claim, VIOLATED, None, VACUOUS)
        lasso = search(self._answers, trigger, response)
        if lasso is None:
            return Finding(claim, HOLDS)
        teller = self._teller(lasso.root)
        stem, cycle = lasso_edges(self._answers, lasso, ~response)
        teller.follow(stem)
        if claim.kind == "leads_to":
            teller.trace.loop = len(teller.trace.steps)
            teller.follow(cycle)
        return Finding(claim, UNDECIDED, teller.trace, OPEN)

    def _true_at(self, claim: Property, predicate: Any) -> Any:
        return self._table(claim, predicate)[0][self.g, self.m]

    def _open(self, claim: Property, node: int, event: int | None = None) -> Finding:
        teller = self._teller(node)
        if event is not None:
            teller.take_event(event)
        return Finding(claim, UNDECIDED, teller.trace, OPEN)

    def _teller(self, node: int) -> Teller:
        """An abstract run that has come to a node by a shortest way."""
        teller = Teller(self.composed, self._pairs)
        teller.follow(walk_back(self._pairs, self._ways[1], node)[1])
        return teller

    @cached_property
    def _ways(self) -> tuple[Any, Any]:
        graph = self._pairs
        return reach(graph, np.ones(len(graph.labels), bool), np.array([0]))

    @cached_property
    def _distance(self) -> Any:
        """Each node's place in a breadth-first search."""
        place = np.empty(len(self.g), np.int64)
        place[self._ways[0]] = np.arange(len(self.g))
        return place

    @cached_property
    def _answers(self) -> Graph:
        return self._pairs


def prove(
    system: System, properties: list[Property], tried: tuple[int, ...] = MEMBERS_TRIED
) -> Proof:
    """Prove the properties of a system for any number of members; witnesses are left to check.

    What cannot be proved is searched for a violation with as many members as `tried` says.
    """
    began = time.perf_counter()
    composed = compose(system)
    prover = Prover(composed)
    claims = [c for c in properties if c.concerns(system) and c.kind != "reachable"]
    findings = [prover.prove(claim) for claim in claims]
    open_claims = [f.property for f in findings if f.verdict == UNDECIDED]
    broken = _violations(system, open_claims, tried) if open_claims else {}
    findings = [broken.get(f.property.name, f) for f in findings]
    pairs = int(composed.pairs.sum())
    return Proof(system, composed, pairs, time.perf_counter() - began, findings)


def _violations(
    system: System, claims: list[Property], tried: tuple[int, ...]
) -> dict[str, Finding]:
    """Real violations with few members, by property name."""
    found: dict[str, Finding] = {}
    for members in tried if system.group else tried[:1]:
        left = [claim for claim in claims if claim.name not in found]
        report = check(system, left, members if system.group else None)
        found |= {f.property.name: f for f in report.findings if f.verdict == VIOLATED and f.trace}
    return found
