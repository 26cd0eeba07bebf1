"""Prove: what holds for any number of members of the group.

The closure of the pairs (g, m) that compose computes is an inductive set: it holds every pair that
a member meets in any reachable state, whatever the number of members (docs/prove.md says why).
What is true on it is true for any number. What is not may still be true: then it is UNDECIDED,
unless a search with few members finds a real violation.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np

from dialonce.check import HOLDS, UNDECIDED, VIOLATED, Checker, Finding, check, worst
from dialonce.compose import Composed, compose
from dialonce.explore import Space
from dialonce.graph import Graph, pair_graph, reach, walk_back
from dialonce.liveness import answers_late, never_answers
from dialonce.numbering import Numbering
from dialonce.observe import ticks_of
from dialonce.property import Property
from dialonce.system import System

MEMBERS_TRIED = (1, 2)  # a violation, if there is one, almost always needs no more


@dataclass
class Proof:
    """The verdicts on one system for any number of members, and the set that proves them.

    `pairs` is the size of the inductive set; an UNDECIDED finding says in `why` how the abstract
    run goes that could not be excluded.
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


class Prover(Checker):
    """Decides properties on the inductive set instead of on explored states."""

    def __init__(self, composed: Composed):
        seen = np.where(composed.pairs, 0, -1).astype(np.int32)
        numbering = Numbering(2 if composed.system.group else 0, 0, 0, 0, None)
        nothing = np.empty(0, np.uint64)
        super().__init__(Space(composed, numbering, nothing, nothing, nothing, seen), True)

    def prove(self, claim: Property) -> Finding:
        """HOLDS, or UNDECIDED with the events of an abstract run."""
        broken = getattr(self, f"_prove_{claim.kind}")(claim)
        return Finding(claim, HOLDS) if broken is None else Finding(claim, UNDECIDED, None, broken)

    def _prove_invariant(self, claim: Property) -> str | None:
        table, _ = self._table(claim, claim.predicate)
        wrong = ~table[self.g, self.m]
        return self._run_to(wrong) if wrong.any() else None

    def _prove_step(self, claim: Property) -> str | None:
        found = self._broken(claim)
        if found is None:
            return None
        machine, event = [*self.composed.own_events, *self.composed.shared_events][found[1]]
        return f"{machine}.{event} in a pair that could not be excluded"

    def _prove_leads_to(self, claim: Property) -> str | None:
        return self._prove_answer(claim, never_answers)

    def _prove_within(self, claim: Property) -> str | None:
        ticks = ticks_of(claim, self.composed.system)
        return self._prove_answer(claim, partial(answers_late, ticks=ticks))

    def _prove_answer(self, claim: Property, search: Any) -> str | None:
        assert claim.response is not None
        at = (self.g, self.m)
        trigger, _ = self._table(claim, claim.predicate)
        response, _ = self._table(claim, claim.response)
        graph = self._pairs
        lasso = search(graph, trigger[at], response[at])
        if lasso is None:
            return None
        return self._words(graph, [*lasso.stem, *lasso.cycle])

    def _run_to(self, wrong: Any) -> str:
        graph = pair_graph(self.space)
        reached, parents = reach(graph, np.ones(len(graph.labels), bool), np.array([0]))
        state = int(reached[wrong[reached]][0])
        return self._words(graph, graph.labels[walk_back(graph, parents, state)[1]].tolist())

    def _words(self, graph: Graph, labels: list[int]) -> str:
        own = self.composed.own_events
        names = [f"{m}.{e}" for m, e in own] + [f"another's {m}.{e}" for m, e in own]
        names += [f"{m}.{e}" for m, e in self.composed.shared_events]
        return ", ".join(names[label] for label in labels) or "the initial state"


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
    open_claims = [f.property for f in findings if f.verdict != HOLDS]
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
        found |= {f.property.name: f for f in report.findings if f.verdict == VIOLATED}
    return found
