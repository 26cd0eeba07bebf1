"""An implementation behind its adapter, as the reading loop wants it; and the files of cases."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from dialonce import __version__
from dialonce.conform.channel import Bounds
from dialonce.conform.protocol import PROTOCOL, Error, Event, Greeting
from dialonce.conform.session import Session
from dialonce.errors import UsageError
from dialonce.files import read_bytes
from dialonce.vectors.chapter import MANIFEST
from dialonce.vectors.document import FORMAT, VERSION
from dialonce.vectors.run import Heard, Refused

FILE_MAX = 64 << 20  # bytes


class Adapted:
    """A subject behind an adapter. Errors: Fault, when it breaks off; UsageError, when it is unfit.

    What machines are in is not told over the protocol.
    """

    def __init__(self, opening: Callable[[], Any], suite: dict[str, Any], bounds: Bounds):
        members = max((case["members"] for case in suite["cases"]), default=0)
        greeting = Greeting(PROTOCOL, suite["system"], suite["process"], members, __version__)
        self.session = Session(opening, greeting, bounds)
        self.hello = self.session.greet()
        if suite["system"] not in self.hello.systems:
            played = ", ".join(self.hello.systems)
            raise UsageError(f"the adapter plays {played}, not {suite['system']}")
        if self.hello.world != "kit" or self.hello.clock != "virtual":
            raise UsageError(
                "vectors need an adapter with world kit and a virtual clock: use dialonce conform"
            )
        given, sees = self.hello.commands, self.hello.observes
        self.commands = frozenset(given) if given is not None else None
        self.observes = frozenset(sees) if sees is not None else None
        self.absent = frozenset(self.hello.absent)

    def reset(self) -> None:
        """Begin anew."""
        self.session.reset()

    def do(self, event: str, member: int | None, more: bool) -> list[Heard]:
        """An event happens to it."""
        return _heard(self.session.do(event, member, more))

    def advance(self, more: bool) -> list[Heard]:
        """A tick passes."""
        return _heard(self.session.advance(1, more))

    def state(self, machine: str, member: int | None) -> list[str] | None:
        """Nothing is told of it."""
        return None


def _heard(answers: Iterable[Any]) -> list[Heard]:
    said = []
    for message in answers:
        if isinstance(message, Event):
            said.append((message.event, message.member))
        elif isinstance(message, Error):
            raise Refused(message.kind, message.certain)
    return said


def suites_in(folder: str) -> list[dict[str, Any]]:
    """The files of cases in a folder, as its manifest names them. Errors: UsageError."""
    index = _read(Path(folder) / MANIFEST)
    if not isinstance(index.get("files"), list):
        raise UsageError(f"{folder}/{MANIFEST} names no files: write it with dialonce vectors")
    return [_read(Path(folder) / Path(str(each["file"])).name) for each in index["files"]]


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(read_bytes(path, FILE_MAX))
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path} is no JSON: {error}") from None
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        mend = f"write them with dialonce vectors -o {path.parent}"
        raise UsageError(f"{path} holds no vectors: {mend}")
    if found.get("version") != VERSION:
        raise UsageError(
            f"{path} has version {found.get('version')!r}, and this reads version {VERSION}"
        )
    return found
