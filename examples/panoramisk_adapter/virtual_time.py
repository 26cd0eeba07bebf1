"""An event loop with real sockets, and a time that passes only when told."""

from __future__ import annotations

import asyncio
import heapq
import time


class VirtualLoop(asyncio.SelectorEventLoop):
    """Nothing happens by itself: `settle` lets happen what is due, `advance` lets time pass."""

    def __init__(self):
        super().__init__()
        self.now, self._due = 0.0, []

    def time(self):
        return self.now

    def call_at(self, when, callback, *arguments, context=None):
        heapq.heappush(self._due, when)
        return super().call_at(when, callback, *arguments, context=context)

    def settle(self):
        """Until nothing is under way: what loopback takes is there at once, but for a moment."""
        self.run_until_complete(_rounds())
        time.sleep(0.001)
        self.run_until_complete(_rounds())

    def advance(self, seconds):
        """Timer by timer, so that one may set another one."""
        self.settle()
        end = self.now + seconds
        while self._due and self._due[0] <= end:
            self.now = max(self.now, heapq.heappop(self._due))
            self.run_until_complete(_rounds())
        self.now = end
        self.settle()

    def finish(self):
        """Leave no task behind, and close."""
        self.settle()
        while tasks := asyncio.all_tasks(self):
            for task in tasks:
                task.cancel()
            self.settle()
        self.close()


async def _rounds():
    for _ in range(12):
        await asyncio.sleep(0)
