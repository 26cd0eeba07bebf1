"""Entry points, read from the files of what is installed.

importlib.metadata reads them too, but loads a mail parser and takes a tenth of a small check.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

INFO = (".dist-info", ".egg-info")


def modules_of(group: str) -> list[str]:
    """The modules that the entry points of a group name, once each.

    Of a distribution that is installed twice, the first on sys.path counts.
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
            infos = sorted(p for p in Path(folder).iterdir() if p.suffix in INFO)
        except OSError:
            continue
        for info in infos:
            name = info.name.partition("-")[0].lower()
            if name not in known and (info / "entry_points.txt").is_file():
                yield (info / "entry_points.txt").read_text("utf-8")
            known.add(name)


def _modules(text: str, group: str) -> Iterator[str]:
    section = ""
    for line in map(str.strip, text.splitlines()):
        if line.startswith("["):
            section = line.strip("[]")
        elif section == group and "=" in line and not line.startswith("#"):
            yield line.partition("=")[2].partition(":")[0].partition("[")[0].strip()
