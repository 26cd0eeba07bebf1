"""Show: verdicts and traces in words that a telephony engineer can read aloud."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

from dialonce.cascade import Instance, Sent
from dialonce.clauses import sentence_of
from dialonce.machine import data_of
from dialonce.system import System
from dialonce.trace import Change, Trace, TraceStep

if TYPE_CHECKING:
    from dialonce.check import Finding, Report

COLOURS = {"HOLDS": "green", "VIOLATED": "red", "UNDECIDED": "yellow"}
NUMBERS = "{:>9}  {:>11}  {:>5}  {:>7}  "
NUMBERS_WIDTH = 55  # with a verdict such as VIOLATED 2/47
WIDTH_MAX = 100
DEADLOCK = "something_can_always_happen"
WAYS = {"leads_to": "A way that never gets there", "within": "A way that takes too long"}


_on_paper = ContextVar("_on_paper", default=False)


def width() -> int:
    """Columns to write in: the terminal's, but lines of more than 100 tire the eye."""
    import shutil

    columns = shutil.get_terminal_size((WIDTH_MAX, 24)).columns
    return WIDTH_MAX if _on_paper.get() else min(WIDTH_MAX, columns)


@contextmanager
def on_paper() -> Iterator[None]:
    """Write for a file, whose width no terminal decides."""
    token = _on_paper.set(True)
    try:
        yield
    finally:
        _on_paper.reset(token)


def faint(text: str) -> str:
    """Text that may be skipped."""
    return click.style(text, dim=True)


def strong(text: str) -> str:
    """Text that must not be missed."""
    return click.style(text, bold=True)


def verdict(word: str) -> str:
    """A verdict, coloured."""
    return click.style(word, fg=COLOURS[word], bold=word != "HOLDS")


def plural(count: int, noun: str) -> str:
    """`1 step`, `2 steps`, `3 properties`."""
    several = noun[:-1] + "ies" if noun.endswith("y") else noun + "s"
    return f"{count:,} {noun if count == 1 else several}"


def wrapped(text: str, indent: int, first: str = "") -> str:
    """Text within the width, indented; `first` replaces the indent of the first line."""
    margin = " " * indent
    return textwrap.fill(
        text, width(), initial_indent=first or margin, subsequent_indent=margin,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip


def connection(system: System) -> str:
    """Who connects to whom, and how."""
    return f"{system.client} to {system.server}, {system.mode}"


def heading(systems: Iterable[System]) -> str:
    """The heads of the columns of `row`."""
    columns = _first_column(systems)
    numbers = NUMBERS.format("states", "transitions", "depth", "seconds")
    return faint("connection and mode".ljust(columns) + "  " + numbers + "verdict")


def row(report: Report, systems: Iterable[System]) -> str:
    """One line on one system: connection, mode, size, time, and how many properties hold."""
    columns, space = _first_column(systems), report.space
    name = textwrap.shorten(connection(report.system), columns, placeholder=" …")
    numbers = NUMBERS.format(
        f"{space.states:,}", f"{space.steps:,}", space.depth, f"{report.seconds:.2f}"
    )
    word = report.verdict
    count = sum(finding.verdict == word for finding in report.findings)
    return f"{name:{columns}}  {numbers}{verdict(word)} {count}/{len(report.findings)}"


def _first_column(systems: Iterable[System]) -> int:
    """As wide as needed, but on a terminal no wider than fits."""
    longest = max((len(connection(system)) for system in systems), default=0)
    fits = width() - NUMBERS_WIDTH if sys.stdout.isatty() else longest
    return max(len("connection and mode"), min(longest, fits))


def sentence(system: System, instance: Instance, event: str) -> str:
    """What an event is, in the words of its machine."""
    return sentence_of(system.machines[instance[0]], event)


def event_name(system: System, instance: Instance, event: str) -> str:
    """An event as a script names it: `link.dropped`, or `record.claim 2` for the second member."""
    member = f" {instance[1] + 1}" if instance[0] in system.group else ""
    return f"{instance[0]}.{event}{member}"


def change_words(trace: Trace, change: Change) -> str:
    """What changed in one machine: `claimed -> lost, timer 2`, or `timer 2 -> 1`."""
    table = trace.tables[change.instance[0]]
    before, after = table.locals[change.before], table.locals[change.after]
    moved = before.states != after.states
    names = zip(data_of(table.machine), before.data, after.data, strict=True)
    data = [
        f"{_words(name)} {new}" if moved else f"{_words(name)} {old} -> {new}"
        for name, old, new in names
        if old != new
    ]
    states = f"{_states(before.states)} -> {_states(after.states)}"
    return ", ".join([states] * moved + data)


def state_words(trace: Trace, instance: Instance, local: int) -> str:
    """A local state: `lost, timer 2`; data with their first value are left out."""
    table = trace.tables[instance[0]]
    states, data = table.locals[local]
    named = zip(data_of(table.machine).items(), data, strict=True)
    shown = [f"{_words(name)} {value}" for (name, values), value in named if value != values[0]]
    return ", ".join([_states(states), *shown])


def _states(states: tuple[str, ...]) -> str:
    return " ".join(_words(state) for state in states)


def _words(identifier: str) -> str:
    return identifier.replace("_", " ")


def together(trace: Trace, said: Iterable[tuple[Instance, str]]) -> list[str]:
    """One line for all instances of which the same is said: `record 1, record 2: ready`."""
    lines: dict[tuple[str, str], list[Instance]] = {}
    for instance, text in said:
        lines.setdefault((instance[0], text), []).append(instance)
    return [f"{names(trace, group)}: {text}" for (_, text), group in lines.items()]


def names(trace: Trace, group: list[Instance]) -> str:
    """Several instances of one machine by name, or `every record`."""
    if len(group) == trace.members > 1 and group[0][0] in trace.system.group:
        return f"every {_words(group[0][0])}"
    return ", ".join(trace.label(instance) for instance in group)


def changes(trace: Trace, step: TraceStep) -> list[str]:
    """What changed in a step, one line for what changed alike."""
    return together(trace, ((c.instance, change_words(trace, c)) for c in step.changes))


def messages(trace: Trace, step: TraceStep) -> list[str]:
    """The messages of a step: `link sends lost to session, tick to every record`."""
    lines = []
    for sender, group in groupby(step.sent, key=lambda sent: sent.sender):
        parts = [f"{_words(output)} to {to}" for output, to in _targets(trace, list(group))]
        lines.append(f"{trace.label(sender)} sends {', '.join(parts)}")
    return lines


def _targets(trace: Trace, sent: list[Sent]) -> list[tuple[str, str]]:
    heard: dict[tuple[str, str], list[Instance]] = {}
    for message in sent:
        key = (message.output.split(".")[1], message.target[0] if message.target else "")
        heard.setdefault(key, []).extend([message.target] if message.target else [])
    return [(o, names(trace, group) if group else "nobody") for (o, _), group in heard.items()]


def step_lines(trace: Trace, number: int, step: TraceStep) -> list[str]:
    """A step: its number, who and what in a sentence; then what changed, and what was sent."""
    said = f"{trace.label(step.instance)}: {sentence(trace.system, step.instance, step.event)}"
    named = ", ".join([event_name(trace.system, step.instance, step.event), *step.clauses])
    head = aside(wrapped(said, 5, f"{number:>3}  "), named, 5)
    quiet = [] if step.changes else ["nothing changes"]
    return [head, *(wrapped(text, 9, " " * 7) for text in quiet + changes(trace, step)),
            *(faint(wrapped(text, 9, " " * 7)) for text in messages(trace, step))]  # fmt: skip


def aside(head: str, named: str, indent: int) -> str:
    """A faint remark at the right end of the last line, or on a line of its own."""
    gap = width() - len(head.splitlines()[-1]) - len(named)
    return head + (" " * gap if gap >= 2 else "\n" + " " * indent) + faint(named)


def steps(trace: Trace) -> list[str]:
    """A whole trace as numbered steps; where it repeats, between two lines that say so."""
    lines: list[str] = []
    for number, step in enumerate(trace.steps):
        lines += ["     From here on it goes round:"] if number == trace.loop else []
        lines += step_lines(trace, number + 1, step)
    return lines + ending(trace)


def ending(trace: Trace) -> list[str]:
    """How a trace that never ends goes on."""
    count = len(trace.steps)
    if trace.loop is None:
        return []
    if trace.loop == count:
        return ["     And so it may stay for ever: nothing has to happen any more."]
    several = f"steps {trace.loop + 1} to {count} repeat"
    which = several if trace.loop < count - 1 else f"step {count} repeats"
    return [f"     And so on: {which} for ever."]


def state_lines(trace: Trace, state: dict[Instance, int]) -> list[str]:
    """A whole state, one line for all members that are alike."""
    return together(trace, ((at, state_words(trace, at, local)) for at, local in state.items()))


def clause_lines(ids: Iterable[str], known: dict[str, Any], indent: int = 2) -> list[str]:
    """Clause ids with their titles."""
    heads = [f"{' ' * indent}{i:<8}  " for i in ids]
    titles = [known[i].title if i in known else "" for i in ids]
    return [wrapped(t, len(h), h) if t else h.rstrip() for h, t in zip(heads, titles, strict=True)]


def violation(finding: Finding, known: dict[str, Any], same: str = "") -> list[str]:
    """A violated property: its sentence, its clauses, and the shortest way to the violation.

    `same` names a property that was shown before with the same trace.
    """
    claim, trace = finding.property, finding.trace
    said = wrapped(claim.sentence or claim.title, 10).lstrip()
    lines = [
        f"{verdict('VIOLATED')}  {strong(said)}",
        faint(f"{' ' * 10}{claim.name}, {claim.kind}"),
    ]
    lines += [*clause_lines(claim.clauses, known, 10), ""]
    if trace is None:
        return [*lines, wrapped(f"{finding.why.capitalize()}.", 2), ""]
    way = f"  {WAYS.get(claim.kind, 'The shortest way there')}"
    count = plural(len(trace.steps), "step")
    if same:
        return [*lines, wrapped(f"{way.strip()} is the one of {same}, in {count}.", 2), ""]
    lines += [f"{way}, in {count}:" if trace.steps else "  It is so from the start:", ""]
    return [*lines, *steps(trace), *_last_words(finding, trace), ""]


def _last_words(finding: Finding, trace: Trace) -> list[str]:
    """What the steps alone do not say: the time that passed, or the state in which it rests."""
    if finding.property.kind == "within":
        return [wrapped(f"By then {finding.why}.", 5)]
    if trace.steps and finding.property.name != DEADLOCK:
        return []
    rest = [wrapped(line, 9, " " * 7) for line in state_lines(trace, trace.states[-1])]
    return ["     There it ends:", *rest] if trace.steps else rest
