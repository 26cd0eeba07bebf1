"""What goes over a connection: JSON objects, one a line, each with its type `t`."""

import asyncio
import json
from typing import Any

Frame = dict[str, Any]


def send(writer: asyncio.StreamWriter, frame: Frame) -> None:
    """Send a frame; to a connection that is gone, nothing."""
    if not writer.is_closing():
        writer.write(json.dumps(frame).encode() + b"\n")


async def receive(reader: asyncio.StreamReader) -> Frame | None:
    """The next frame; None when the connection has ended."""
    try:
        line = await reader.readuntil(b"\n")
    except (asyncio.IncompleteReadError, ConnectionError):
        return None
    frame: Frame = json.loads(line)
    return frame
