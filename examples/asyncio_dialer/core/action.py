"""What the dialer wants done outside: one small value for each thing."""

from typing import NamedTuple


class Action(NamedTuple):
    """A verb, what it is done to, and for a call or a row, whose record and which attempt."""

    verb: str
    what: str = ""
    link: str = ""
    record: int | None = None
    attempt: int = 0
