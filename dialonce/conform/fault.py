"""What ends a conversation with an adapter: each kind of fault, and whose it is."""

from __future__ import annotations

EXCERPT = 120  # characters of a line that was not understood

# Kinds that the implementation answers for once it has greeted, since a caller would meet them too.
STOPS = ("exit", "hang")


class Fault(Exception):
    """The adapter broke off, or broke the protocol: `kind`, and one line that says how.

    Kinds: exit (it ended), hang (it did not answer in time), garbage (a line that is no message),
    flood (more than anybody reads), version (another protocol), protocol (a message out of place).
    """

    def __init__(self, kind: str, text: str):
        super().__init__(text)
        self.kind, self.text = kind, text


def excerpt(line: bytes) -> str:
    """The beginning of a line as a terminal may show it."""
    text = line[: EXCERPT + 1].decode("utf-8", "backslashreplace")
    shown = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)
    return shown[:EXCERPT] + " …" * (len(shown) > EXCERPT)
