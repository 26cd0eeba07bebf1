"""The look of all drawings: colours, fonts and frames, as Graphviz takes them."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graphviz import Digraph

INK, SOFT, PALE = "#1f2933", "#55616d", "#7d8893"  # what is read first, second and last
LINE, FILL, BOX, RULE = "#5f7286", "#f3f6fa", "#fbfcfd", "#c9d2dc"
TAN, BROWN, PAPER = "#b3a377", "#7a6420", "#fffcf2"  # what nobody of ours can choose
FAULT, MESSAGE = "#a8483a", "#1b6e6a"
LEFT = '<BR ALIGN="LEFT"/>'
FONT = {"fontname": "Helvetica", "fontcolor": INK}
GRAPH = FONT | {"compound": "true", "nodesep": "0.25", "ranksep": "0.4", "pad": "0.1",
                "bgcolor": "white"}  # fmt: skip
NODE = FONT | {"shape": "box", "style": "rounded,filled", "fillcolor": FILL, "color": LINE,
               "fontsize": "12", "margin": "0.12,0.06", "height": "0.36"}  # fmt: skip
EDGE = FONT | {"color": LINE, "fontsize": "10", "arrowsize": "0.7", "penwidth": "1.1"}
INSIDE = {"style": "rounded,filled", "fillcolor": BOX, "color": LINE}
OUTSIDE = {"fillcolor": PAPER, "color": TAN}
BROKEN = {"style": "dashed", "color": FAULT}
NOTE = {"shape": "note", "style": "filled", "fillcolor": "#fffbe8", "color": "#d9cfa3"}
DOT = {"shape": "point", "width": "0.11", "color": INK, "fillcolor": INK}


def graph(name: str, **attributes: str) -> Digraph:
    """An empty drawing with our look."""
    from graphviz import Digraph

    return Digraph(name, graph_attr=GRAPH | attributes, node_attr=NODE, edge_attr=EDGE)


def words(identifier: str) -> str:
    """A name as it is spoken: `trying primary`."""
    return identifier.replace("_", " ")


def font(text: str, color: str, size: int = 0) -> str:
    """Escaped text in a colour, and in a size of its own."""
    points = f' POINT-SIZE="{size}"' if size else ""
    return f'<FONT COLOR="{color}"{points}>{text}</FONT>' if text else ""


def wrapped(texts: Iterable[str], width: int) -> list[str]:
    """Texts with commas between them, escaped, as lines of at most so many characters."""
    glued = (text.replace(" ", "\xa0") for text in texts)
    lines = textwrap.wrap(
        ", ".join(glued), width, break_long_words=False, break_on_hyphens=False
    )  # fmt: skip
    return [escape(line.replace("\xa0", " ")) for line in lines]
