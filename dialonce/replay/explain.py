"""Why a line is impossible: where it could be before, what was allowed, by which clause."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import floor
from typing import Any

from dialonce.errors import UndecidedError
from dialonce.judge.automaton import TICKED, Judge, Node
from dialonce.judge.observation import TIME, Observation
from dialonce.judge.resemble import due_clauses, follow, resembling, violated
from dialonce.judge.words import Symbol
from dialonce.replay.line import Line, Name
from dialonce.replay.tracker import TICKS_MAX, Impossible
from dialonce.replay.window import Window

STATES_MAX, RUN_MAX, SHOWN_BEFORE = 6, 20_000, 64


@dataclass
class Violation:
    """An impossible line, in plain values.

    `states`: those that were still possible before it, at most STATES_MAX of `possible`; `could`:
    what each machine could be in;
    `allowed`: what was possible instead; `due`: whether all of it was overdue; `before`: the lines
    before it that concern its member; `resembles`: wrong designs that would do all this, which
    violate `properties`; `run`: all that its member has seen, where it is known.
    """

    line: int
    text: str
    event: str
    session: Name
    member: Name
    others: int
    finished: bool
    states: list[dict[str, str]]
    possible: int
    could: dict[str, list[str]]
    allowed: list[str]
    owed: list[str]
    clauses: list[str] = field(default_factory=list)
    properties: list[str] = field(default_factory=list)
    resembles: list[str] = field(default_factory=list)
    before: list[tuple[int, str]] = field(default_factory=list)
    run: list[Symbol] | None = field(default=None, repr=False)

    def plain(self) -> dict[str, Any]:
        """As an object of JSON."""
        return {name: value for name, value in vars(self).items() if name != "run"}

    def liken(self, seen: Observation) -> None:
        """Find the wrong designs that would do all this, if all that was done is known."""
        if self.run is None:
            return
        mutants = resembling(seen, self.run, 1 if seen.system.group else 0)
        self.resembles = [mutant.name for mutant in mutants]
        self.properties = [claim.name for claim in violated(mutants, seen.system)]


def explain(
    found: Impossible, judge: Judge, window: Window, tick_seconds: float | None, partial: bool
) -> Violation:
    """Tell all that is known of an impossible line."""
    node = found.place.node
    states = _named(node.states(), judge.seen.system.group, found.member)
    told = Violation(
        found.number, window.text(found.number), found.event, found.session, found.member,
        found.others, found.done, states[:STATES_MAX], len(states), _could(states),
        [name for name, own in node.allowed() if own is None or _may_say(found)],
        [name for name, _ in node.owed()],
    )  # fmt: skip
    lines = list(window.before(found.number, found.session, found.member))
    told.before = [(n, window.text(n)) for n, _ in lines[-SHOWN_BEFORE - 1 : -1]]
    if not partial and window.reaches(found.since) and len(lines) <= RUN_MAX:
        _told_by_run(told, judge, _run([line for _, line in lines], judge, tick_seconds, found))
    return told


def _may_say(found: Impossible) -> bool:
    return found.member is not None and not found.done


def _named(
    states: list[dict[str, str]], group: tuple[str, ...], member: Name
) -> list[dict[str, str]]:
    """The states with the name of the member; without it, where there is none."""
    own = {f"{name.replace('_', ' ')} 1": f"{name.replace('_', ' ')} {member}" for name in group}
    named = [
        {
            own.get(at, at): local
            for at, local in state.items()
            if at not in own or member is not None
        }
        for state in states
    ]
    return list({tuple(each.items()): each for each in named}.values())


def _could(states: list[dict[str, str]]) -> dict[str, list[str]]:
    return {at: list(dict.fromkeys(state[at] for state in states)) for at in states[0]}


def _told_by_run(told: Violation, judge: Judge, run: list[Symbol] | None) -> None:
    """Add what the whole run of the member tells, if it is known and shows the same."""
    if run is None:
        return
    try:
        before = follow(judge.start, run[:-1])
        if before is None or before.after(run[-1]) is not None:
            return
        told.clauses = due_clauses(judge, run)
    except UndecidedError:
        return
    told.run = run


def _run(
    lines: list[Line], judge: Judge, tick_seconds: float | None, found: Impossible
) -> list[Symbol] | None:
    """The symbols of lines, ticks included; None where events are missing or ticks too many."""
    run: list[Symbol] = []
    ticks: int | None = None
    for line in lines:
        if line.gap:
            return None
        if line.t is not None and tick_seconds:
            now = floor(line.t / tick_seconds)
            passed = 0 if ticks is None else max(0, now - ticks)
            ticks = now if ticks is None else max(ticks, now)
            if len(run) + passed > TICKS_MAX:
                return None
            run += [TICKED] * passed
        if line.event in judge.seen.seen and not (tick_seconds and line.event == TIME):
            run.append((line.event, None if line.member is None else 0))
    if found.event == TIME and tick_seconds:
        return _until_impossible(judge.start, run)
    return run


def _until_impossible(node: Node, run: list[Symbol]) -> list[Symbol] | None:
    """The beginning of a run that ends with what is impossible."""
    after: Node | None = node
    for at, symbol in enumerate(run):
        assert after is not None
        after = after.after(symbol)
        if after is None:
            return run[: at + 1]
    return None
