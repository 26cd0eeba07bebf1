"""Draw as text: machines and systems as Mermaid, which Markdown viewers show as pictures."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from typing import Any

from dialonce.arrows import Arrow, bundles, caption, data_lines, drawn, inner, remarks
from dialonce.machine import Machine
from dialonce.system import ENVIRONMENT, System

WIDTH = 24  # characters of a line, since Mermaid breaks lines at 200 pixels by itself
# Words that Mermaid does not take as the name of a state or a node.
RESERVED = frozenset({
    "accdescr", "acctitle", "as", "call", "choice", "class", "classdef", "click", "constructor",
    "default", "direction", "end", "flowchart", "fork", "graph", "hide", "href", "interpolate",
    "join", "linkstyle", "note", "root", "scale", "state", "statediagram", "style", "subgraph",
})  # fmt: skip
SIGNS = str.maketrans({";": ",", "#": " ", ":": " ", '"': "'"})  # Mermaid takes them for its own
LOOKS = {
    "inside": (
        "fill:#f3f6fa,stroke:#5f7286,color:#1f2933",
        "fill:#fbfcfd,stroke:#5f7286,color:#1f2933",
    ),
    "outside": (
        "fill:#fffdf7,stroke:#b3a377,color:#1f2933",
        "fill:#f8f5ec,stroke:#b3a377,color:#1f2933,stroke-dasharray:5 4",
    ),
}  # of machines, and of the process around them


def machine_mermaid(machine: type[Machine]) -> str:
    """The states and transitions of a machine class as a `stateDiagram-v2`."""
    lines, within = ["stateDiagram-v2"], inner(machine)
    states = machine.states_by_id
    _add_states(lines, [s for s in machine.ordered_states if s.parent is None], within, "    ")
    notes: dict[str, list[str]] = {}
    for (source, target), found in bundles(machine).items():
        inside = _common(states[source], states[target])
        if inside:  # Mermaid draws no arrow between a state and its own inside
            text = [f"{source} → {target}: {' '.join(caption(arrow, 99))}" for arrow in found]
            notes.setdefault(inside, []).extend(text)
        else:
            text = ["<br/>".join(_text(arrow) for arrow in found)]
            lines.append(f"    {_name(source)} --> {_name(target)} : {text[0]}")
    for name, arrows in within.items():
        if states[name].states:
            notes.setdefault(name, []).extend(" ".join(caption(arrow, 99)) for arrow in arrows)
    first = next(s.id for s in machine.ordered_states if s.parent is None and s.initial)
    notes[first] = [*data_lines(machine), *notes.get(first, [])]
    for name, rows in notes.items():
        shown = [f"        {row}" for row in rows]
        lines += [f"    note right of {_name(name)}", *shown, "    end note"] if rows else []
    return "\n".join(lines) + "\n"


def _add_states(
    lines: list[str], states: list[Any], within: dict[str, list[Arrow]], indent: str
) -> None:
    """Add the states of one level, nested ones in their parents."""
    regions = states[0].parent is not None and states[0].parent.parallel
    for state in states:
        name = _name(state.id)
        if regions and state is not states[0]:
            lines.append(f"{indent}--")
        if state.states:
            lines.append(f'{indent}state "{state.id}" as {name} {{')
            _add_states(lines, list(state.states), within, indent + "    ")
            lines.append(f"{indent}}}")
        else:
            lines.append(f"{indent}{name} : {state.id}")
            lines += [f"{indent}{name} : {_text(arrow)}" for arrow in within.get(state.id, [])]
        if state.initial and not regions:
            lines.append(f"{indent}[*] --> {name}")
        if state.final:
            lines.append(f"{indent}{name} --> [*]")


def _common(source: Any, target: Any) -> str:
    """The compound state of which the other one is the inside, or the state itself; or nothing."""
    for outer, other in ((source, target), (target, source)):
        if outer.states and outer in (other, *other.ancestors()):
            return str(outer.id)
    return ""


def _name(identifier: str) -> str:
    return f"{identifier}_" if identifier.lower() in RESERVED else identifier


def _text(arrow: Arrow) -> str:
    """A transition as the text of a label, clauses on a line of their own."""
    lines = [line.translate(SIGNS) for line in caption(arrow, WIDTH)]
    clauses = [_broken(arrow.clauses, "({})")] if arrow.clauses else []
    return "<br/>".join([*lines, *clauses])


def _broken(words: Iterable[str], form: str = "{}") -> str:
    return "<br/>".join(textwrap.wrap(form.format(", ".join(words)), WIDTH, break_on_hyphens=False))


def system_mermaid(system: System) -> str:
    """The machines of a system in their processes as a `flowchart`; reads are dotted."""
    lines, (card, sent, seen) = ["flowchart TB"], drawn(system)
    for process, machines in system.processes.items():
        kind = "outside" if process == ENVIRONMENT else "inside"
        lines.append(f'    subgraph process_{process}["{process}"]')
        for name in dict.fromkeys(card[machine] for machine in machines):
            lines.append(f"        {_card(system, name)}:::{kind}")
        lines.append("    end")
    for source, target, events in sent:
        lines.append(f'    {_node(source)} -- "{_broken(events)}" --> {_node(target)}')
    for source, target, states in seen:
        text = _broken(f"{state}?" for state in states)
        lines.append(f'    {_node(source)} -. "{text}" .-> {_node(target)}')
    lines += [f"    classDef {kind} {look[0]}" for kind, look in LOOKS.items()]
    for process in system.processes:
        kind = "outside" if process == ENVIRONMENT else "inside"
        lines.append(f"    style process_{process} {LOOKS[kind][1]}")
    return "\n".join(lines) + "\n"


def _node(name: str) -> str:
    return _name(name.split(", ")[0])


def _card(system: System, name: str) -> str:
    """Machines that share a card: their name and what they are; a group has a double frame."""
    one = name.split(", ")[0]
    text = "<br/>".join([f"<b>{name}</b>", *remarks(system, one)])
    left, right = ("[[", "]]") if one in system.group else ("(", ")")
    return f'{_node(name)}{left}"{text}"{right}'
