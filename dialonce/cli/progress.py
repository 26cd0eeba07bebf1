"""A line about work under way: on stderr, only on a terminal, and only when it takes long."""

from __future__ import annotations

import sys
import threading
from types import TracebackType
from typing import Any

PATIENCE_SECONDS = 0.5


class Progress:
    """Shows `text`, and how far a search has come; gone without a trace when it is done."""

    def __init__(self, text: str):
        self._text, self._done = text, False
        self._status: Any = None
        self._lock = threading.Lock()
        self._timer = threading.Timer(PATIENCE_SECONDS, self._begin)
        self._timer.daemon = True

    def __enter__(self) -> Progress:
        if sys.stderr.isatty():
            self._timer.start()
        return self

    def __call__(self, states: int, depth: int, size: int) -> None:
        """Tell how far the search has come: states, depth, and bytes of memory."""
        self.tell(f"{states:,} states, depth {depth}, {size >> 20:,} MiB")

    def tell(self, far: str) -> None:
        """Tell how far the work has come."""
        with self._lock:
            self._text = f"{self._text.split(' · ')[0]} · {far}"
            if self._status is not None:
                self._status.update(self._text)

    def _begin(self) -> None:
        from rich.console import Console

        status = Console(stderr=True, highlight=False).status(self._text)
        with self._lock:
            if not self._done:
                self._status = status
                status.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self._timer.cancel()
        with self._lock:
            self._done = True
            if self._status is not None:
                self._status.stop()
