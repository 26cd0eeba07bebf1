"""Effort: how far the searches of a command may go, and with what they go on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dialonce.cluster import Cluster


@dataclass(frozen=True)
class Effort:
    """What each search of a command may take.

    `states` found and `memory` in bytes (None: three quarters of the machine's) bound it; `first`
    ends it at the first violation. `threads`: a power of two. `checkpoints`: the folder in which it
    writes down what it found, and from which it goes on. `cluster`: who searches in its place.
    """

    states: int | None = None
    memory: int | None = None
    first: bool = False
    threads: int = 1
    checkpoints: Path | None = None
    cluster: Cluster | None = None


USUAL = Effort()
