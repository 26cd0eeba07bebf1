"""What diagrams and pages show: the arrows of a machine, the channels of a system."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

from dialonce.clauses import marks_of
from dialonce.machine import Machine, data_of, event_names
from dialonce.system import System

TICK = "tick"  # the one event by which time passes


class Arrow(NamedTuple):
    """One transition for one event; `target` is "" where the machine stays where it is."""

    event: str
    source: str
    target: str
    guard: str
    actions: tuple[str, ...]
    clauses: tuple[str, ...]
    fault: bool = False
    transition: Any = None


class Channel(NamedTuple):
    """What one machine of a system sends to another: the events, in the order of the receiver."""

    source: str
    target: str
    events: tuple[str, ...]


class Glance(NamedTuple):
    """What one machine of a system reads of another: names of states or state sets."""

    reader: str
    target: str
    states: tuple[str, ...]


def cited(machine: type[Machine]) -> set[str]:
    """The clauses at the transitions of a machine."""
    return {clause for arrow in arrows(machine) for clause in arrow.clauses}


@lru_cache(maxsize=256)
def arrows(machine: type[Machine]) -> tuple[Arrow, ...]:
    """Every transition, event by event, and by source in document order."""
    marks = marks_of(machine)
    found = [
        Arrow(
            event.id if event else "",
            t.source.id,
            t.target.id if t.target else "",
            _guard(t),
            _actions(t),
            marks.clauses(t),
            bool(event) and event.id in machine.faults,
            t,
        )
        for state in machine.ordered_states
        for t in state.transitions
        if not t.initial
        for event in list(t.events) or [None]
    ]
    order = {name: place for place, name in enumerate(event_names(machine))}
    return tuple(sorted(found, key=lambda arrow: order.get(arrow.event, len(order))))


def bundles(machine: type[Machine]) -> dict[tuple[str, str], list[Arrow]]:
    """The arrows that lead from one state to another, by their two ends."""
    found: dict[tuple[str, str], list[Arrow]] = {}
    for arrow in arrows(machine):
        if arrow.target:
            found.setdefault((arrow.source, arrow.target), []).append(arrow)
    return found


def inner(machine: type[Machine]) -> dict[str, list[Arrow]]:
    """The arrows that do not leave their state, by state: what it does on entry and exit first."""
    found: dict[str, list[Arrow]] = {}
    for state in machine.ordered_states:
        for moment, group in (("entry", "ENTER"), ("exit", "EXIT")):
            actions = _named(state._specs, group)
            if actions:
                line = Arrow(moment, state.id, "", "", actions, ())
                found.setdefault(state.id, []).append(line)
    for arrow in arrows(machine):
        if not arrow.target:
            found.setdefault(arrow.source, []).append(arrow)
    return found


def caption(arrow: Arrow, width: int) -> list[str]:
    """An arrow as wrapped lines of text: `event [guard] / actions`."""
    import textwrap

    words = [arrow.event, f"[{arrow.guard}]" if arrow.guard else ""]
    words += [f"/ {', '.join(arrow.actions)}"] if arrow.actions else []
    # A guard is broken at "and" only, and the slash stays with the first action.
    glued = (w.replace(" ", "\xa0").replace("\xa0and\xa0", "\xa0and ") for w in words if w)
    text = " ".join(glued).replace(",\xa0", ", ")
    wrapped = textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
    return [line.replace("\xa0", " ") for line in wrapped]


def data_lines(machine: type[Machine]) -> list[str]:
    """The variables of a machine as text: `timer: 0 to 2 ticks`."""
    return [f"{name}: {span(machine, name)}" for name in data_of(machine)]


def span(machine: type[Machine], name: str) -> str:
    """What a variable may be: `0 to 3 ticks`; its first value too, where that is not the least."""
    values, unit = data_of(machine)[name], getattr(machine, name).unit
    first = ""
    if all(type(value) is int for value in values):
        first = f", {values[0]} at first" if values[0] != min(values) else ""
        values = tuple(sorted(values))
        if len(values) > 2 and values[-1] - values[0] + 1 == len(values):
            return f"{values[0]} to {values[-1]} {unit}".strip() + first
    *most, last = map(str, values)
    return f"{', '.join(most)}{' or ' * bool(most)}{last} {unit}".strip() + first


def emissions(machine: type[Machine]) -> dict[int, list[tuple[str, ...]]]:
    """What each transition sends, by its id(), as far as the table tells: each possible list."""
    from dialonce.table import tabulate

    found: dict[int, list[tuple[str, ...]]] = {}
    for _, _, _, row in tabulate(machine).rows():
        for transition in row.taken[:1] if row else ():
            sent = found.setdefault(id(transition), [])
            if row and row.outputs not in sent:
                sent.append(row.outputs)
    return found


def channels(system: System) -> list[Channel]:
    """Who sends which events to whom, in the order of the machines."""
    sent: dict[tuple[str, str], set[str]] = {}
    for (source, _), targets in system.routes.items():
        for target in targets:
            sent.setdefault((source, target.machine), set()).add(target.event)
    found = [
        Channel(*ends, tuple(e for e in event_names(system.machines[ends[1]]) if e in events))
        for ends, events in sent.items()
    ]
    return sorted(found, key=lambda channel: _place(system, channel))


def glances(system: System) -> list[Glance]:
    """Who reads which states of whom, in the order of the machines."""
    seen: dict[tuple[str, str], list[str]] = {}
    for (reader, _), looks in system.looks.items():
        for look in looks:
            states = seen.setdefault((reader, look.machine), [])
            states += [look.states] * (look.states not in states)
    found = [Glance(*ends, tuple(states)) for ends, states in seen.items()]
    return sorted(found, key=lambda glance: _place(system, glance))


def drawn(system: System) -> tuple[dict[str, str], list[Channel], list[Glance]]:
    """What a drawing of a system shows: the card of each machine, and what leads to which card.

    Machines of one class that nobody in the system treats differently share a card. A tick has
    no arrow: it goes to every machine that counts time, and those say so.
    """
    sent = [c._replace(events=tuple(e for e in c.events if e != TICK)) for c in channels(system)]
    sent, seen = [channel for channel in sent if channel.events], glances(system)
    cards: dict[str, list[str]] = {}
    for name, machine in system.machines.items():
        around = [(name == a, a if name != a else b, what)
                  for a, b, what in (*sent, *seen) if name in (a, b)]  # fmt: skip
        key = (machine, system.process_of[name], name in system.group, around)
        cards.setdefault(repr(key), []).append(name)
    card = {name: ", ".join(names) for names in cards.values() for name in names}
    sent = [Channel(card[a], card[b], events) for a, b, events in sent]
    seen = [Glance(card[a], card[b], states) for a, b, states in seen]
    return card, list(dict.fromkeys(sent)), list(dict.fromkeys(seen))


def remarks(system: System, name: str) -> list[str]:
    """What a card says under the name of a machine: its class, how many, whether it has timers."""
    found = [system.machines[name].__name__]
    if name in system.group:
        first = system.group[0]
        found.append("any number" if name == first else f"one per {first}")
    timed = any(c.target == name and TICK in c.events for c in channels(system))
    return found + ["counts ticks"] * timed


def _place(system: System, line: Channel | Glance) -> tuple[int, int]:
    names = list(system.machines)
    return names.index(line[0]), names.index(line[1])


def _named(specs: Any, *groups: str) -> tuple[str, ...]:
    """The names of the callbacks that a class wires by itself, group by group."""
    return tuple(
        str(spec.func)
        for group in groups
        for spec in specs
        if spec.group.name == group and not spec.is_convention
    )


def _actions(transition: Any) -> tuple[str, ...]:
    return _named(transition._specs, "BEFORE", "ON", "AFTER")


def _guard(transition: Any) -> str:
    return " and ".join(
        str(spec.func) if spec.expected_value else _negated(str(spec.func))
        for spec in transition._specs
        if spec.group.name == "COND" and not spec.is_convention
    )


def _negated(text: str) -> str:
    return f"not {text}" if text.isidentifier() else f"not ({text})"
