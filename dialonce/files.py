"""Files of the user: what is read is a file of bounded size; what is written is whole or not there.

A pipe or a device is no file: reading one may never end, and a draft that takes the place of one
would remove it.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

from dialonce.errors import UsageError

NAME_MAX = 100  # characters of a name that its draft keeps


class Unreadable(UsageError):
    """A file that cannot be read: the message names it, and `why` says why."""

    def __init__(self, path: Path | str, why: str):
        super().__init__(f"cannot read {path or repr(path)}: {why}")
        self.why = why


def read_bytes(path: Path | str, most: int) -> bytes:
    """The content of a file of at most so many bytes. Errors: Unreadable."""
    try:
        about = os.stat(path or os.curdir)
        if not stat.S_ISREG(about.st_mode):
            raise Unreadable(path, "it is no file")
        if about.st_size > most:
            raise Unreadable(path, f"it has {about.st_size:,} bytes, more than {most:,}")
        with open(path, "rb") as file:
            return file.read(most)
    except (OSError, ValueError) as error:
        raise Unreadable(path, reason(error)) from error


def writable(folder: str | Path) -> Path:
    """The folder, made where it is missing. Errors: UsageError when it cannot be written."""
    path = Path(folder)
    probe = path / f".dialonce-{os.getpid()}"
    try:
        path.mkdir(parents=True, exist_ok=True)
        probe.touch()
        probe.unlink()
    except (OSError, ValueError) as error:
        raise UsageError(f"cannot write into {folder}: {reason(error)}") from error
    return path


def write(path: Path, content: str | bytes) -> Path:
    """Write a file as a whole or not at all. Errors: UsageError."""
    data = content if isinstance(content, bytes) else content.encode("utf-8", "backslashreplace")
    draft = path.parent / f".{path.name[:NAME_MAX]}.{os.getpid()}"
    try:
        if not path.name or (path.exists() and not path.is_file()):
            raise UsageError(f"cannot write {path}: it is no file")
        try:
            draft.write_bytes(data)
            draft.replace(path)
        except BaseException:
            with suppress(OSError):
                draft.unlink()
            raise
    except (OSError, ValueError) as error:
        raise UsageError(f"cannot write {path}: {reason(error)}") from error
    return path


def reason(error: Exception) -> str:
    """What the system says of an error, without the path."""
    return getattr(error, "strerror", None) or str(error)
