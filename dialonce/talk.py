"""Draw a system: its processes, and who sends what to whom."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from dialonce.arrows import TICK, channels, glances, remarks
from dialonce.look import (
    BROWN,
    FAULT,
    FONT,
    INK,
    INSIDE,
    LEFT,
    LINE,
    OUTSIDE,
    SOFT,
    TAN,
    font,
    graph,
    words,
    wrapped,
)
from dialonce.machine import event_names
from dialonce.system import ENVIRONMENT, System

if TYPE_CHECKING:
    from graphviz import Digraph

CARD_WIDTH, WORD_WIDTH = 26, 18  # characters
LAYOUTS: tuple[dict[str, str], ...] = (
    {"newrank": "true"},
    {"newrank": "true", "nodesep": "0.15", "ranksep": "0.35"},
    {},
)


class Line(NamedTuple):
    """A line between two cards: what the first says to the second, and what it answers."""

    source: str
    target: str
    said: tuple[str, ...]
    answered: tuple[str, ...]


def system_dot(system: System, layout: int = 0) -> Digraph:
    """The machines of a system on cards, in the boxes of their processes; messages as lines.

    `layout` is one of LAYOUTS, which differ only in how things are laid out.
    """
    drawing = graph(system.name, **({"nodesep": "0.3", "ranksep": "0.5"} | LAYOUTS[layout]))
    card = cards(system)
    for process, machines in system.processes.items():
        names = dict.fromkeys(card[machine] for machine in machines)
        if process == ENVIRONMENT:
            for name in names:
                _add_card(drawing, system, card, name)
            continue
        with drawing.subgraph(name=f"cluster_{process}", graph_attr=FONT | INSIDE) as box:
            title = f"<<B>{escape(spoken(system, process))}</B>>"
            box.attr(label=title, labeljust="l", fontsize="13", margin="12")
            for name in names:
                _add_card(box, system, card, name)
    outside = dict.fromkeys(card[name] for name in system.processes.get(ENVIRONMENT, {}))
    found = lines(system, card)
    for line in found:
        _add_line(drawing, line, outside)
    used = [end for line in found for end in line[:2]]
    for name in (name for name in outside if used and name not in used):
        drawing.edge(used[-1], name, style="invis")  # it stands below, where there is room
    return drawing


def spoken(system: System, process: str) -> str:
    """A process as its people write it, where the system says so."""
    return {name.lower(): name for name in (system.client, system.server)}.get(process, process)


def cards(system: System) -> dict[str, str]:
    """Machine to its card. Machines of one class and process share a card if they have the same
    to say to the same cards, such as the two wires of a pair."""
    kind = {
        name: repr((cls.__name__, system.process_of[name], name in system.group))
        for name, cls in system.machines.items()
    }
    around = [(c.source, c.target, c.events) for c in channels(system)]
    around += [(g.reader, g.target, ("?", *g.states)) for g in glances(system)]
    while True:
        seen = {
            name: repr((kind[name], sorted(
                (name == a, kind[b if name == a else a], what)
                for a, b, what in around if name in (a, b))))
            for name in kind
        }  # fmt: skip
        numbers = {text: str(number) for number, text in enumerate(dict.fromkeys(seen.values()))}
        finer = {name: numbers[text] for name, text in seen.items()}
        if len(set(finer.values())) == len(set(kind.values())):
            break
        kind = finer
    shared: dict[str, list[str]] = {}
    for name in system.machines:
        shared.setdefault(finer[name], []).append(name)
    return {name: ", ".join(names) for names in shared.values() for name in names}


def lines(system: System, card: dict[str, str]) -> list[Line]:
    """The lines of the drawing. A tick has none: those that count ticks say so.

    A machine of the environment and one of ours share a line for both directions.
    """
    told: dict[tuple[str, str], dict[str, None]] = {}
    for source, target, events in channels(system):
        told.setdefault((card[source], card[target]), {}).update(
            dict.fromkeys(event for event in events if event != TICK)
        )
    outside = {card[name] for name in system.processes.get(ENVIRONMENT, {})}
    found = []
    for (a, b), said in told.items():
        mixed = (a in outside) != (b in outside) and told.get((b, a))
        if mixed and a in outside:
            continue  # drawn from the other end
        if said:
            found.append(Line(a, b, tuple(said), tuple(told[b, a]) if mixed else ()))
    return found


def _add_line(drawing: Digraph, line: Line, outside: Collection[str]) -> None:
    inks = [(BROWN if end in outside else INK) for end in (line.source, line.target)]
    rows = [
        font(f"  {row}", ink)
        for events, ink in zip((line.said, line.answered), inks, strict=True)
        for row in wrapped(events, WORD_WIDTH)
    ]
    color = TAN if line.source in outside and line.target in outside else LINE
    both = {"dir": "both"} if line.answered else {}
    label = f"<{''.join(row + LEFT for row in rows)}>"
    drawing.edge(line.source, line.target, label, color=color, **both)


def _add_card(box: Digraph, system: System, card: dict[str, str], name: str) -> None:
    """Add machines that share a card: what they are, what they see, and do by themselves."""
    one = name.split(", ")[0]
    machine = system.machines[one]
    kind, *more = remarks(system, one)
    seen: dict[str, dict[str, None]] = {}
    for look in (look for look in glances(system) if look.reader == one):
        seen.setdefault(card[look.target], {}).update(dict.fromkeys(look.states))
    alone = [event for event in event_names(machine) if event in machine.spontaneous]
    rows = wrapped([words(each) for each in name.split(", ")], CARD_WIDTH)
    rows += [font(escape(kind), SOFT, 9)]
    rows += [font(f"<I>{escape(remark)}</I>", SOFT, 9) for remark in more]
    rows += [font(f"<I>{line}</I>", SOFT, 9) for end in seen for line in _seen(end, seen[end])]
    rows += _listed([event for event in alone if event not in machine.faults], INK)
    rows += _listed([event for event in alone if event in machine.faults], FAULT)
    style = dict(OUTSIDE) if system.process_of[one] == ENVIRONMENT else {}
    style |= {"peripheries": "2"} if one in system.group else {}
    box.node(name, f"<{'<BR/>'.join(rows)}>", **style)


def _listed(events: Iterable[str], color: str) -> list[str]:
    return [font(line, color, 10) for line in wrapped(events, CARD_WIDTH)]


def _seen(end: str, states: Iterable[str]) -> list[str]:
    import textwrap

    text = f"sees {words(end)}: {', '.join(map(words, states))}"
    return [escape(line) for line in textwrap.wrap(text, CARD_WIDTH + 4, break_long_words=False)]
