"""What an installation has of the systems: its connections, and what stands for each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from dialonce.system import System


@dataclass(frozen=True)
class Connection:
    """A connection of an installation, with the systems that stand for it there.

    `part` and `key` say where the description has it. `client`, `server`, `mode`: in its words;
    `values`: what it is set to there; `noticed`: when a silence is noticed, in words;
    `seconds`: the earliest and the latest such moment, where there is one. `outside`: whether
    nothing is specified of it, so that no system is missing.
    """

    part: Any
    key: str
    client: str
    server: str
    mode: str
    values: Sequence[str] = ()
    noticed: str = ""
    seconds: tuple[float, float] | None = None
    systems: tuple[System, ...] = field(default=())
    outside: bool = False


@dataclass(frozen=True)
class Chooser:
    """Which connections a description has, and which systems stand for them, of those there are."""

    name: str
    choose: Callable[[Any, Iterable[System]], Iterable[Connection]]
