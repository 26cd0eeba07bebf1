"""Checkpoints: a long search writes down what it has found, and goes on from there another time.

The states found only ever grow at the end, so each time just the new ones are appended to three
files, and then a small header is replaced in one go that says how much of them counts. Whatever
moment a process is killed at, header and files fit together.
"""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path
from stat import S_ISREG
from typing import Any
from zlib import crc32

import msgspec
import numpy as np

from dialonce.errors import UsageError
from dialonce.files import read_bytes, reason
from dialonce.lineage import follows
from dialonce.search import STATE_BYTES, Mark, Search

FORMAT = "dialonce checkpoint 1"
EVERY_SECONDS = 30.0
HEADER_MAX = 1 << 16  # bytes
COLUMNS = ("words", "parents", "events")
MEND = "remove it, or name another folder"


class Header(msgspec.Struct, forbid_unknown_fields=True):
    """What counts of the files: `sums` are their checksums up to `mark.found` states.

    `own` is the checksum of the header itself, where it is 0.
    """

    format: str
    digest: str
    mark: Mark
    sums: list[int]
    own: int = 0

    @property
    def whole(self) -> int:
        """What `own` must be."""
        return crc32(msgspec.json.encode(msgspec.structs.replace(self, own=0)))


class Checkpoint:
    """The checkpoint of one search, in files `NAME.json`, `NAME.words` and so on of a folder."""

    def __init__(self, folder: Path, name: str):
        self.path = folder / f"{name}.json"
        self.saved, self.sums = 0, [0, 0, 0]
        self.last = time.monotonic()

    def restore(self, search: Search) -> None:
        """Fill a search that has not begun with what was saved, if anything was.

        Errors: UsageError when the checkpoint is damaged or of another search.
        """
        self.digest = digest(search)
        header = self._read(search)
        if header is not None:
            columns = [self._column(search, header, position) for position in range(len(COLUMNS))]
            if not follows(search, *columns):
                raise UsageError(f"{self.path} is damaged; {MEND}")
            search.resume(header.mark, *columns)
            self.saved, self.sums = header.mark.found, header.sums

    def _read(self, search: Search) -> Header | None:
        if not os.path.lexists(self.path):
            return None
        try:
            header = msgspec.json.decode(read_bytes(self.path, HEADER_MAX), type=Header)
        except (UsageError, msgspec.MsgspecError, RecursionError) as error:
            raise UsageError(f"{self.path} is no checkpoint: {error}; {MEND}") from error
        if header.format != FORMAT or header.digest != self.digest:
            raise UsageError(
                f"{self.path} is the checkpoint of another search: of another system, number of "
                f"records or version; {MEND}"
            )
        mark = header.mark
        intact = header.own == header.whole and len(header.sums) == len(COLUMNS)
        fits = 0 <= mark.at <= mark.level <= mark.found > 0 and -1 <= mark.deadlock < mark.found
        if not (intact and fits and min(mark.depth, mark.steps) >= 0):
            raise UsageError(f"{self.path} is damaged; {MEND}")
        if mark.found * STATE_BYTES > search.memory:
            raise UsageError(f"{self.path} has {mark.found:,} states, too many for --max-memory")
        return header

    def _column(self, search: Search, header: Header, position: int) -> Any:
        path = self.path.with_suffix(f".{COLUMNS[position]}")
        kind, count = getattr(search, COLUMNS[position]).dtype, header.mark.found
        try:
            about = os.stat(path)
            whole = S_ISREG(about.st_mode) and about.st_size >= count * kind.itemsize
            found = np.fromfile(path, kind, count) if whole else np.empty(0, kind)
        except OSError as error:
            raise UsageError(f"cannot read {path}: {reason(error)}; {MEND}") from error
        if not whole or crc32(found.data) != header.sums[position]:
            raise UsageError(f"{path} is damaged; {MEND}")
        return found

    def due(self) -> bool:
        """Whether it is time to save again."""
        return time.monotonic() - self.last > EVERY_SECONDS

    def save(self, search: Search, mark: Mark) -> None:
        """Append what is new up to a mark, and let the header count it.

        Errors: UsageError when it cannot be written.
        """
        try:
            for position, name in enumerate(COLUMNS):
                fresh = getattr(search, name)[self.saved : mark.found]
                self._append(self.path.with_suffix(f".{name}"), fresh)
                self.sums[position] = crc32(fresh.tobytes(), self.sums[position])
            header = Header(FORMAT, self.digest, mark, self.sums)
            header.own = header.whole
            draft = self.path.with_suffix(".new")
            _write(draft, "wb", msgspec.json.encode(header))
            draft.replace(self.path)
        except OSError as error:
            raise UsageError(f"cannot write {self.path}: {reason(error)}") from error
        self.saved, self.last = mark.found, time.monotonic()

    def _append(self, path: Path, fresh: Any) -> None:
        size = self.saved * fresh.itemsize
        _write(path, "r+b" if path.exists() else "w+b", fresh.tobytes(), size)

    def remove(self) -> None:
        """Remove the files of a search that is done."""
        for suffix in ("json", "new", *COLUMNS):
            self.path.with_suffix(f".{suffix}").unlink(missing_ok=True)


def _write(path: Path, mode: str, data: bytes, at: int = 0) -> None:
    """Write to the disk from a position on; what stood there is gone."""
    with path.open(mode) as file:
        file.seek(at)
        file.truncate()
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def digest(search: Search) -> str:
    """What a search is about: the steps of its system, and how its states are numbered."""
    found = hashlib.sha256(FORMAT.encode())
    for part in (*search.moves, *search.numbering):
        value = np.asarray(part)
        found.update(f"{value.dtype} {value.shape}".encode())
        found.update(value.tobytes())
    return found.hexdigest()
