"""The survivors that a person has explained, read from a Markdown file.

Under each heading `## Reason` stand sentences that explain it, and below them the mutants for which
it is true, each a line "- `NAME`", with more words about it if there are any.
"""

from __future__ import annotations

import re
from pathlib import Path

from dialonce.errors import UsageError

ENTRY = re.compile(r"- `([^`]+)`(.*)")


def read_explained(path: Path) -> dict[str, str]:
    """Mutant name to the reason why it may survive, in the order of the file.

    Errors: UsageError with the line, for an entry without a reason, or a name twice.
    """
    found: dict[str, str] = {}
    reason, told = "", False
    for number, line in enumerate(_text(path).splitlines(), 1):
        if line.startswith("#"):
            reason, told = line.lstrip("# ") if line.startswith("## ") else "", False
        elif line.startswith("- "):
            name = _entry(f"{path}:{number}", line)
            if not (reason and told):
                raise UsageError(f"{path}:{number}: {name} has no reason; write it under a heading")
            if name in found:
                raise UsageError(f"{path}:{number}: {name} is there twice; take one out")
            found[name] = reason
        elif line.strip():
            told = True
    return found


def _entry(place: str, line: str) -> str:
    entry = ENTRY.fullmatch(line.rstrip())
    if not entry:
        raise UsageError(f"{place}: {line!r} names no mutant; write - `NAME`")
    return entry[1]


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot read {path}: {error}") from error
