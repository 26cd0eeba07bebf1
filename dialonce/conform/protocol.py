"""The adapter protocol, version 1: JSON objects, one a line, each with its `type`.

The classes are the definition: they write what is sent, and check what is received.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import DecodeError, Meta, Struct, ValidationError, field
from msgspec.json import Decoder, Encoder

from dialonce.conform.fault import Fault, excerpt

PROTOCOL = 1
Member = Annotated[int, Meta(ge=1)]
Name = Annotated[str, Meta(min_length=1, max_length=200)]


class Message(Struct, tag_field="type", forbid_unknown_fields=True, omit_defaults=True):
    """Any message."""


class Greeting(Message, tag="hello"):
    """The kit greets: it wants this system, in which the adapter is this process."""

    protocol: int
    system: str
    process: str
    members: int
    specification: str


class Reset(Message, tag="reset"):
    """Begin anew, as after installation: nothing is connected, nothing has happened."""


class Do(Message, tag="do"):
    """This happens to the implementation now: it hears a message, or a command.

    `more`: the next request is of the same moment, as when a loss is told to several parts; until
    it has come, the implementation does nothing that it may do at any time.
    """

    id: int
    event: str
    member: int | None = None
    more: bool = False


class Advance(Message, tag="advance"):
    """So many ticks pass."""

    id: int
    ticks: int
    more: bool = False


class Bye(Message, tag="bye"):
    """The kit leaves."""


class Hello(Message, tag="hello"):
    """The adapter greets: who it is, and what can be done to it and seen of it."""

    protocol: int
    name: Name
    systems: list[Name]
    version: str = ""
    clock: Literal["virtual", "real"] = "virtual"
    tick_seconds: Annotated[float, Meta(gt=0, le=60)] | None = None
    tolerance_ticks: Annotated[float, Meta(ge=0, le=8)] | None = None
    world: Literal["kit", "adapter"] = "kit"
    commands: list[Name] | None = None
    observes: list[Name] | None = None
    absent: list[Name] = []
    patience_ticks: Annotated[int, Meta(ge=0, le=1_000)] = 1


class Ready(Message, tag="ready"):
    """The adapter has begun anew."""


class Event(Message, tag="event"):
    """The implementation has done this."""

    event: Name
    member: Member | None = None


class Done(Message, tag="done"):
    """The implementation has done all that it does now."""

    id: int


class Error(Message, tag="error"):
    """The request is not carried out: for certain, or it may be."""

    id: int
    kind: Literal["refused", "unsupported", "failed"] = field(name="class")
    certain: bool
    text: str = ""


FromKit = Greeting | Reset | Do | Advance | Bye
FromAdapter = Hello | Ready | Event | Done | Error
encode = Encoder().encode
_from_adapter: Decoder[Any] = Decoder(FromAdapter)
_from_kit: Decoder[Any] = Decoder(FromKit)
_anything: Decoder[Any] = Decoder()


def from_adapter(line: bytes) -> FromAdapter:
    """What an adapter says. Errors: Fault that names the field, or shows the line."""
    message: FromAdapter = _decoded(_from_adapter, line)
    if isinstance(message, Hello) and message.protocol != PROTOCOL:
        raise _other_version(message.protocol)
    return message


def from_kit(line: bytes) -> FromKit:
    """What the kit says. Errors: Fault."""
    message: FromKit = _decoded(_from_kit, line)
    if isinstance(message, Greeting) and message.protocol != PROTOCOL:
        raise _other_version(message.protocol)
    return message


def _decoded(decoder: Decoder[Any], line: bytes) -> Any:
    try:
        line.decode()
        return decoder.decode(line)
    except UnicodeDecodeError:
        raise Fault("garbage", f"a line is not UTF-8: {excerpt(line)}") from None
    except ValidationError as error:
        raise _misfit(line, f"{error}") from None
    except (DecodeError, RecursionError):
        mend = "only messages go to standard output, the log goes to standard error"
        raise Fault("garbage", f"a line is not JSON: {excerpt(line)} ({mend})") from None


def _misfit(line: bytes, why: str) -> Fault:
    """What is wrong with JSON that is no message of this version."""
    try:
        value = _anything.decode(line)
    except (DecodeError, RecursionError):
        return Fault("garbage", f"a line is no message: {excerpt(line)}")
    greets = isinstance(value, dict) and value.get("type") == "hello"
    if greets and value.get("protocol", PROTOCOL) != PROTOCOL:
        return _other_version(value["protocol"])
    return Fault("garbage", f"a line is no message: {excerpt(line)} ({why})")


def _other_version(theirs: Any) -> Fault:
    return Fault("version", f"it speaks protocol {theirs!r:.40}, and this is protocol {PROTOCOL}")
