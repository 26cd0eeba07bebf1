"""The pictures of the reference: which there are, how they are laid out, and whether one is fresh.

Graphviz draws a little differently in each version. So a picture carries a digest of what it was
drawn from, and is fresh if that is what would be drawn now.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from dialonce import statechart, talk
from dialonce.book import Book, Kind
from dialonce.diagram import render
from dialonce.files import writable, write
from dialonce.machine import Machine
from dialonce.system import System

if TYPE_CHECKING:
    from graphviz import Digraph

PICTURES = ("machines", "systems")  # folders
FITTING = 760  # points: on a page of 900 pixels a line of text is then 12 high
DIGEST = "<!-- Drawn by `dialonce pages` from {} -->"
Sketches = list["Digraph"]


def machine_path(book: Book, kind: Kind) -> str:
    """The file of a statechart; the module tells apart what has one name."""
    same = [other for other in book.kinds if other.name == kind.name]
    module = "" if len(same) == 1 else kind.shown.__module__.split(".")[-1] + "_"
    return f"{PICTURES[0]}/{module}{kind.name}.svg"


def system_path(name: str) -> str:
    """The file of the drawing of a system."""
    return f"{PICTURES[1]}/{name}.svg"


def pictures(book: Book) -> Iterator[tuple[str, Callable[[], Sketches]]]:
    """The file of each picture, and what makes its layouts, all of the same thing."""
    for kind in book.kinds:
        yield machine_path(book, kind), partial(_sketches, kind.shown)
    for name, systems in book.drawings.items():
        yield system_path(name), partial(_sketches, systems[0])


def _sketches(subject: type[Machine] | System) -> Sketches:
    if isinstance(subject, System):
        return [talk.system_dot(subject, n) for n in range(len(talk.LAYOUTS))]
    return [statechart.machine_dot(subject, n) for n in range(len(statechart.LAYOUTS))]


def digest(sketches: Sketches) -> str:
    """The mark of a picture: what it was drawn from."""
    source = "\n".join(sketch.source for sketch in sketches)
    return DIGEST.format(hashlib.sha256(source.encode()).hexdigest()[:24])


def is_fresh(path: Path, sketches: Sketches) -> bool:
    """Whether a file holds the picture that these sketches give."""
    return path.is_file() and digest(sketches) in path.read_text(encoding="utf-8", errors="replace")


def draw(path: Path, sketches: Sketches) -> None:
    """Draw the first layout that fits, or else the narrowest."""
    writable(path.parent)
    drawn: list[str] = []
    for sketch in sketches:
        drawn.append(render(sketch, "svg", path).read_text(encoding="utf-8"))
        if _width(drawn[-1]) <= FITTING:
            break
    text = min(drawn, key=_width)
    head, _, rest = re.sub(r"<!--.*?-->\n?", "", text, flags=re.DOTALL).partition("<svg")
    write(path, f"{head}{digest(sketches)}\n<svg{rest}")


def _width(svg: str) -> float:
    found = re.search(r'<svg width="([\d.]+)pt"', svg)
    return float(found[1]) if found else 0.0
