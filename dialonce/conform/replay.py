"""A failing run as a file, and back: the choices, and what was agreed."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from dialonce.conform.verdict import Verdict
from dialonce.errors import UsageError, nearest
from dialonce.files import read_bytes
from dialonce.judge.words import Symbol

FORMAT = 1
TAKEN = re.compile(r"(\w+\.\w+)(?::([1-9]\d{0,2}))?")
BYTES_MAX = 1 << 20


def of_symbol(symbol: Symbol) -> dict[str, Any]:
    """A symbol as in the protocol: members count from 1."""
    name, member = symbol
    return {"event": name} if member is None else {"event": name, "member": member + 1}


def to_symbol(value: Any) -> Symbol:
    """A symbol again. Errors: ValueError, TypeError, KeyError."""
    name, member = value["event"], value.get("member")
    if not isinstance(name, str) or not (member is None or (type(member) is int and member > 0)):
        raise ValueError
    return name, None if member is None else member - 1


def written(symbol: Symbol) -> str:
    """A symbol as --take has it: `record.claim:2`."""
    name, member = symbol
    return name if member is None else f"{name}:{member + 1}"


def taken(text: str, known: Collection[str]) -> list[Symbol]:
    """The symbols of a --take, whose events are `known`. Errors: UsageError."""
    found = [TAKEN.fullmatch(part) for part in text.replace(",", " ").split()]
    if not found or None in found:
        raise UsageError(
            f"--take has events such as link.start or record.claim:2, not {text!r:.80}"
        )
    symbols = [(m[1], int(m[2]) - 1 if m[2] else None) for m in found if m]
    for name, _ in symbols:
        if name not in known:
            raise UsageError(f"--take: there is no event {name} here; {nearest(name, list(known))}")
    return symbols


def facts(verdict: Verdict) -> dict[str, Any]:
    """What a replay needs, and for whom it is."""
    outcome, setting = verdict.outcome, verdict.setting
    return {
        "dialonce_run": FORMAT,
        "system": setting.system.name,
        "process": setting.seen.process,
        "members": setting.members,
        "why": verdict.why,
        "choices": [of_symbol(label) for label in outcome.labels] if outcome else [],
    }


def read(name: str) -> tuple[str, str, int, list[Symbol]]:
    """System, process, members and choices of such a file. Errors: UsageError."""
    import json

    try:
        value = json.loads(read_bytes(name, BYTES_MAX))
        if value["dialonce_run"] != FORMAT:
            raise UsageError(f"{name} is of format {value['dialonce_run']!r:.20}, not {FORMAT}")
        system, process, members = value["system"], value["process"], value["members"]
        if not isinstance(system, str) or not isinstance(process, str) or type(members) is not int:
            raise ValueError
        return system, process, members, [to_symbol(each) for each in value["choices"]]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        mend = "give a file that dialonce conform -o has written"
        raise UsageError(f"{name} is no run: {mend}") from error
