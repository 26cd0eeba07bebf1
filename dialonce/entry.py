"""Entry points, read from the files of what is installed.

importlib.metadata reads them too, but loads a mail parser and takes a tenth of a small check.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

INFO = (".dist-info", ".egg-info")


def modules_of(group: str) -> list[str]:
    """The modules that the entry points of a group name, once each.

    Of a distribution that is installed twice, the first on sys.path counts.
    Errors: OSError or ValueError for what cannot be read.
    """
    found: dict[str, None] = {}
    for text in _texts():
        found.update(dict.fromkeys(_modules(text, group)))
    return list(found)


def _texts() -> Iterator[str]:
    """The entry points of each distribution, as text."""
    known: set[str] = set()
    for folder in dict.fromkeys(sys.path):
        try:
            infos = sorted(name for name in os.listdir(folder or ".") if name.endswith(INFO))
        except OSError:
            continue
        for info in infos:
            name = info.partition("-")[0].lower()
            if name not in known:
                known.add(name)
                yield _read(os.path.join(folder, info, "entry_points.txt"))


def _read(file: str) -> str:
    """The text of a file; "" if there is none."""
    try:
        with open(file, encoding="utf-8") as stream:
            return stream.read()
    except (FileNotFoundError, NotADirectoryError):
        return ""


def _modules(text: str, group: str) -> Iterator[str]:
    section = ""
    for line in map(str.strip, text.splitlines()):
        if line.startswith("["):
            section = line.strip("[]")
        elif section == group and "=" in line and not line.startswith("#"):
            module = line.partition("=")[2].partition(":")[0].partition("[")[0].strip()
            if not module:
                raise ValueError(f"{line!r} names no module")
            yield module
