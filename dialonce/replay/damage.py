"""What of a log cannot be judged: counted by kind, with the first line of each, or refused."""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec

from dialonce.errors import UsageError
from dialonce.replay.blocks import TOO_LONG
from dialonce.replay.line import GAP, LINE_BYTES_MAX, SKIPPED, Header, Line, decoder

BLANK = "blank"
MARK = b"\xef\xbb\xbf"
SHOWN_BYTES = 200


@dataclass
class Skipped:
    """Lines that are skipped: by kind, how many, and the number of the first.

    `noted`: the same of lines that are judged, and yet are odd. `strict` refuses them; with `gaps`,
    events may be missing where one is damaged.
    """

    strict: bool = False
    gaps: bool = False
    kinds: dict[str, tuple[int, int]] = field(default_factory=dict)
    noted: dict[str, tuple[int, int]] = field(default_factory=dict)

    def note(self, kind: str, number: int, lines: int = 1) -> None:
        """Note something odd about a line that is judged. Errors: UsageError where it is strict."""
        self._add(self.noted, kind, number, lines)

    def count(self, kind: str, number: int, lines: int = 1) -> Line:
        """Note that a line is skipped. Errors: UsageError where that is not wanted."""
        self._add(self.kinds, kind, number, lines)
        return SKIPPED

    def _add(self, kinds: dict[str, tuple[int, int]], kind: str, number: int, lines: int) -> None:
        if self.strict:
            raise UsageError(f"line {number}: {kind}; mend it, or leave out --strict to go on")
        had, first = kinds.get(kind, (0, number))
        kinds[kind] = (had + lines, min(first, number))

    def merge(self, other: Skipped) -> None:
        """Add what was skipped in another part; what is odd may be in several of them."""
        for kind, (lines, first) in other.kinds.items():
            self.count(kind, first, lines)
        for kind, (lines, first) in other.noted.items():
            had, before = self.noted.get(kind, (0, first))
            self.noted[kind] = (max(had, lines), min(before, first))

    @property
    def lines(self) -> int:
        """How many lines were skipped."""
        return sum(lines for lines, _ in self.kinds.values())

    def decoded(self, data: bytes, number: int, ended: bool = True) -> Line:
        """A line, or what stands for it where it is damaged."""
        try:
            line = decoder.decode(data)
        except (msgspec.MsgspecError, ValueError, RecursionError):
            kind = damage(data, ended)
            if kind is None:
                return self.decoded(data.lstrip(MARK), number, ended)
            self.count(kind, number)
            return GAP if self.gaps and kind != BLANK else SKIPPED
        if line.event and line.gap:
            self.count("a gap that is an event, too", number)
            return Line(session=line.session, member=line.member, gap=True)
        return line


def damage(data: bytes, ended: bool) -> str | None:
    """What is wrong with a line that cannot be decoded; None for a byte order mark before it."""
    if data.startswith(MARK):
        return None
    if data.startswith(TOO_LONG):
        return f"longer than {LINE_BYTES_MAX:,} bytes"
    if not data.strip():
        return BLANK
    if b"\0" in data:
        return "NUL bytes"
    try:
        data.decode()
        msgspec.json.decode(data)
    except UnicodeDecodeError:
        return "not UTF-8"
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return "not JSON" if ended else "the last line is cut off"
    return "no event: a field has the wrong type"


def is_header(data: bytes) -> bool:
    """Whether a line is an object that says which version of the format it is."""
    try:
        found = msgspec.json.decode(data.removeprefix(MARK))
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return False
    return isinstance(found, dict) and "dialonce" in found


def header_of(data: bytes) -> Header | None:
    """The header in a first line, if it is one. Errors: UsageError when it is a wrong one."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UsageError("the log is UTF-16: convert it, as by iconv -f UTF-16 -t UTF-8")
    if not is_header(data):
        return None
    try:
        return msgspec.json.decode(data.removeprefix(MARK), type=Header)
    except msgspec.MsgspecError as error:
        raise UsageError(f"line 1 is no header of a log: {error}") from error


def shown(data: bytes) -> str:
    """A line as it is shown: bounded, and without what a terminal would obey."""
    text = data[:SHOWN_BYTES].decode("utf-8", "backslashreplace").strip()
    text = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)
    return text + (" …" if len(data) > SHOWN_BYTES else "")
