"""Which event a line means: `link.dropped`, `record.claim 2`, `record[2].claim`, or a number."""

from __future__ import annotations

import difflib
import re
import sys

from dialonce.cascade import Instance
from dialonce.errors import UsageError
from dialonce.files import read_bytes
from dialonce.show import event_name
from dialonce.trace import Runner, instances

Event = tuple[Instance, str]
SCRIPT_MAX = 1 << 20  # characters
LINE_MAX = 500
FORM = re.compile(r"(?:(\w+)(?:\[(\d+)\])?\.)?([A-Za-z_]\w*)(?:\s*\[?(\d+)\]?)?")


def read_script(name: str) -> list[tuple[int, str]]:
    """The events of a script with their line numbers; `-` is stdin."""
    try:
        stdin = name == "-"
        text = sys.stdin.read(SCRIPT_MAX + 1) if stdin else read_bytes(name, SCRIPT_MAX).decode()
    except UnicodeDecodeError as error:
        raise UsageError(f"cannot read {name}: it is not text in UTF-8") from error
    if len(text) > SCRIPT_MAX:
        raise UsageError(f"cannot read {name}: it has more than {SCRIPT_MAX:,} characters")
    lines = ((number, line.split("#")[0].strip()) for number, line in
             enumerate(text.splitlines(), 1))  # fmt: skip
    return [(number, line) for number, line in lines if line]


def next_line() -> str:
    """The next line of standard input, "" at its end. Errors: UsageError."""
    try:
        line = sys.stdin.readline(LINE_MAX + 1)
    except UnicodeDecodeError as error:
        raise UsageError("cannot read the input: it is not text in UTF-8") from error
    if len(line) > LINE_MAX:
        raise UsageError(f"cannot read the input: a line has more than {LINE_MAX} characters")
    return line


def event_of(runner: Runner, text: str) -> Event:
    """The enabled event that a line means. Errors: UsageError that lists the enabled ones."""
    enabled = runner.enabled()
    if len(text) > LINE_MAX:
        raise UsageError(f"an event has no {len(text):,} characters")
    if text.isdecimal():
        if 1 <= int(text) <= len(enabled):
            return enabled[int(text) - 1]
        raise UsageError(f"there is no event number {text}; {listed(runner, enabled)}")
    found = _matching(runner, text)
    possible = [event for event in found if event in enabled]
    if len(possible) == 1:
        return possible[0]
    if not possible:
        what = event_name(runner.system, *found[0]) if len(found) == 1 else text
        raise UsageError(f"{what} is not possible here; {listed(runner, enabled)}")
    raise UsageError(f"{text} can mean {_names(runner, possible)}: name one of them")


def listed(runner: Runner, events: list[Event]) -> str:
    """The sentence that lists the enabled events."""
    return f"possible are: {_names(runner, events)}" if events else "nothing is possible any more"


def _matching(runner: Runner, text: str) -> list[Event]:
    """All events of the system that fit the form. Errors: UsageError when none has that name."""
    form = FORM.fullmatch(text.lower())
    if not form:
        raise UsageError(f"{text!r} is no event; {listed(runner, runner.enabled())}")
    machine, event, member = form[1], form[3], form[2] or form[4]
    events = [
        ((name, number), spontaneous)
        for name, spontaneous in runner.system.spontaneous
        for (owner, number) in instances(runner.system, runner.members)
        if owner == name
    ]
    found = [e for e in events if e[1] == event and machine in (None, e[0][0])]
    if not found:
        _refuse_name(runner, f"{machine}.{event}" if machine else event, events)
    if member is not None:
        found = [e for e in found if e[0][0] in runner.system.group]
        found = [e for e in found if e[0][1] == int(member) - 1]
        if not found:
            possible = listed(runner, runner.enabled())
            raise UsageError(f"{text}: there is no such member; {possible}")
    return found


def _refuse_name(runner: Runner, name: str, events: list[Event]) -> None:
    known = {f"{at[0]}.{event}" if "." in name else event for at, event in events}
    near = difflib.get_close_matches(name, sorted(known), n=3)
    offer = f"did you mean {' or '.join(near)}? " if near else ""
    raise UsageError(f"no event {name!r}; {offer}{listed(runner, runner.enabled())}")


def _names(runner: Runner, events: list[Event]) -> str:
    return ", ".join(event_name(runner.system, *event) for event in events)
