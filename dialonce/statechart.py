"""Draw a machine: its states, and at each arrow the event, the guard, and what is sent."""

from __future__ import annotations

import textwrap
from collections import Counter
from html import escape
from typing import TYPE_CHECKING, Any

from dialonce.arrows import Arrow, bundles, data_lines, inner
from dialonce.labels import Label, labels
from dialonce.look import (
    BROKEN,
    DOT,
    FAULT,
    FONT,
    INK,
    INSIDE,
    LEFT,
    MESSAGE,
    NOTE,
    PALE,
    RULE,
    SOFT,
    font,
    graph,
    words,
    wrapped,
)
from dialonce.machine import Machine

if TYPE_CHECKING:
    from graphviz import Digraph

# Characters of a line, and from how many states an event must lead to one state, for these arrows
# to be told in the boxes and not to be drawn.
LAYOUTS = ((26, 1_000), (18, 1_000), (18, 4))


def machine_dot(machine: type[Machine], layout: int = 0) -> Digraph:
    """The states and transitions of a machine class; compound states are clusters.

    `layout` is one of LAYOUTS, from the usual one to the narrowest.
    """
    drawing, (width, many) = graph(machine.__name__), LAYOUTS[layout]
    lines, leaving = _sorted(machine)
    _tell_jumps(machine, lines, leaving, many)
    within = {state: labels(machine, found, state) for state, found in lines.items()}
    _add_states(drawing, [s for s in machine.ordered_states if s.parent is None], within, width)
    for (source, target), found in leaving.items():
        ends, clips = _ends(drawing, machine.states_by_id[source], machine.states_by_id[target])
        told = labels(machine, found)
        for fault in (False, True):
            text = "".join(_rows(label, width, "  ") for label in told if label.fault is fault)
            look = clips | (BROKEN if fault else {})
            if text:
                drawing.edge(*ends, label=f"<{text}>", **look)
    _add_note(drawing, machine)
    return drawing


def _sorted(
    machine: type[Machine],
) -> tuple[dict[str, list[Arrow]], dict[tuple[str, str], list[Arrow]]]:
    """The arrows that stand in the box of their state, and those between two states.

    A plain state without entry and exit that is left for itself is told in its box.
    """
    within = {state: list(found) for state, found in inner(machine).items()}
    between = bundles(machine)
    for state in machine.ordered_states:
        moments = [arrow for arrow in within.get(state.id, []) if arrow.transition is None]
        if not state.states and not moments and (state.id, state.id) in between:
            within.setdefault(state.id, []).extend(between.pop((state.id, state.id)))
    return within, between


def _tell_jumps(
    machine: type[Machine],
    within: dict[str, list[Arrow]],
    between: dict[tuple[str, str], list[Arrow]],
    many: int,
) -> None:
    """Move into the boxes the arrows of an event that leads from many states to one.

    They stay where a state is compound, and at the initial one, so that it leads somewhere.
    """
    plain = {s.id for s in machine.ordered_states if not s.states and not s.initial}
    leading = Counter((arrow.event, arrow.target) for found in between.values() for arrow in found)
    for (source, target), found in list(between.items()):
        jumps = [a for a in found if leading[a.event, target] >= many and source in plain]
        if jumps:
            within.setdefault(source, []).extend(jumps)
            between[source, target] = [arrow for arrow in found if arrow not in jumps]


def _add_states(
    drawing: Digraph, states: list[Any], within: dict[str, list[Label]], width: int
) -> None:
    """Add the states of one level, and the dot that leads to the initial one."""
    for state in states:
        label = _box(words(state.id), within.get(state.id, []), width)
        if not state.states:
            drawing.node(state.id, label, peripheries="2" if state.final else "1")
            continue
        region = state.parent is not None and state.parent.parallel
        look = INSIDE | FONT | ({"style": "rounded,dashed,filled"} if region else {})
        with drawing.subgraph(name=f"cluster_{state.id}", graph_attr=look) as box:
            box.attr(label=label, labeljust="l", fontsize="12", margin="12")
            _add_states(box, list(state.states), within, width)
    parent = states[0].parent
    if parent is None or not parent.parallel:
        first = next(state for state in states if state.initial)
        drawing.node(_dot(parent), "", **DOT)
        drawing.edge(_dot(parent), _entry(first), **_clip("lhead", first))


def _dot(state: Any) -> str:
    return f"start of {state.id if state is not None else 'all'}"


def _clip(end: str, state: Any) -> dict[str, str]:
    return {end: f"cluster_{state.id}"} if state.states else {}


def _entry(state: Any) -> str:
    """The node that stands for a state at the head of an edge: inside it, if it is compound."""
    while state.parallel:
        state = state.states[0]
    return _dot(state) if state.states else str(state.id)


def _exit(state: Any) -> str:
    """The node that stands for a state at the tail of an edge."""
    while state.states:
        state = list(state.states)[-1]
    return str(state.id)


def _ends(drawing: Digraph, source: Any, target: Any) -> tuple[tuple[str, str], dict[str, str]]:
    """The nodes of an edge in the root graph, and the clusters at whose borders it is cut.

    An edge between a compound state and its own inside has no border to be cut at.
    """
    tail, clips = _exit(source), _clip("ltail", source)
    if source.states and source in (target, *target.ancestors()):
        tail, clips = f"any {source.id}", {}
        with drawing.subgraph(name=f"cluster_{source.id}") as box:
            box.node(tail, "in any state", shape="plain", style="", fontsize="9", fontcolor=SOFT)
    if target not in (source, *source.ancestors()):
        clips |= _clip("lhead", target)
    return (tail, _entry(target)), clips


def _rows(label: Label, width: int, indent: str = "") -> str:
    """A label as left-aligned lines: events strong, the guard and what changes soft, then what is
    sent, and the clauses small."""
    ink = FAULT if label.fault else INK
    rows = [font(row, ink) for row in _events(label, width)]
    rows[-1] += font(f" to <I>{words(label.jump)}</I>", SOFT) if label.jump else ""
    soft = [f"[{label.guard}]"] if label.guard else []
    soft += [f"/ {', '.join(label.effects)}"] if label.effects else []
    taken = len(label.jump) + sum(len(name) + 2 for name, _ in label.events)
    if soft and len(soft[0]) + taken <= width:
        rows[0] += font(f" {escape(soft.pop(0))}", SOFT)
    rows += [font(f"  {line}", SOFT) for text in soft for line in _guard(text, width)]
    for sent in label.messages:
        head, *more = wrapped(sent.split(", "), width - 2)
        rows += [font(f"  → {head}", MESSAGE)] + [font(f"     {line}", MESSAGE) for line in more]
    rows += [font(line, PALE, 9) for line in wrapped(label.clauses, width)]
    return "".join(f"{indent}{row}{LEFT}" for row in rows)


def _events(label: Label, width: int) -> list[str]:
    """The events, with commas; those that happen by themselves are bold."""
    bold = {name for name, alone in label.events if alone}
    lines = []
    for line in wrapped([name for name, _ in label.events], width):
        names = line.split(", ")
        lines.append(", ".join(f"<B>{n}</B>" if n.rstrip(",") in bold else n for n in names))
    return lines


def _guard(text: str, width: int) -> list[str]:
    """A guard, broken at "and" and "or" only."""
    glued = text.replace(" ", "\xa0").replace("\xa0and\xa0", " and\xa0").replace(",\xa0", ", ")
    lines = textwrap.wrap(glued, width, break_long_words=False, break_on_hyphens=False)
    return [escape(line.replace("\xa0", " ")) for line in lines]


def _box(name: str, told: list[Label], width: int) -> str:
    """A state's name, and under a rule what happens without leaving it."""
    if not told:
        return name
    rows = "".join(
        f'<TR><TD ALIGN="LEFT"><FONT POINT-SIZE="10">{_rows(label, width)}</FONT></TD></TR>'
        for label in sorted(told, key=lambda label: label.quiet)
    )
    head = f'<TR><TD CELLPADDING="1">{escape(name)}</TD></TR><HR/>'
    table = '<TABLE BORDER="0" CELLSPACING="0" CELLPADDING="2"'
    return f'<{table} COLOR="{RULE}">{head}{rows}</TABLE>>'


def _add_note(drawing: Digraph, machine: type[Machine]) -> None:
    """Add the note with the data."""
    rows = [font(escape(line), SOFT) for line in data_lines(machine)]
    if rows:
        label = f"<{''.join(row + LEFT for row in rows)}>"
        drawing.node("data", label, fontsize="10", **NOTE)
