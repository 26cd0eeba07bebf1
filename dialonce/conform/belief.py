"""What may be so: the judge's nodes that all that was seen allows, while requests are under way.

A request reaches the implementation at some moment between its sending and its answer. What is
heard meanwhile may be of before or of after, and both are kept. So are, with a real clock, all
moments since it was last known that nothing is left to be heard, at which it may have been done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from dialonce.judge.automaton import SETTLED, Node
from dialonce.judge.timely import MOMENT
from dialonce.judge.words import Symbol


class Track(NamedTuple):
    """One account of what was seen: the node, whether the request has arrived, and the symbols.

    `behind`: moments that have passed, but perhaps only after what is heard next.
    """

    node: Node
    arrived: bool
    past: Past | None
    behind: int = 0

    @property
    def run(self) -> list[Symbol]:
        """All symbols, the first one first."""
        symbols, past = [], self.past
        while past:
            symbols.append(past.symbol)
            past = past.before
        return symbols[::-1]


class Past(NamedTuple):
    """The last symbol, and those before it."""

    symbol: Symbol
    before: Past | None


class Belief:
    """The accounts that are left; `Contradiction` when there is none any more."""

    def __init__(self, start: Node):
        self.tracks = [Track(start, True, None)]
        self._request: tuple[Symbol, ...] = ()
        self._at_once = False

    @property
    def nodes(self) -> list[Node]:
        """The nodes of the accounts."""
        return [track.node for track in self.tracks]

    def common(self, asked: Callable[[Node], Iterable[Symbol]]) -> list[Symbol]:
        """The symbols that are given for every account, in the order of the first one."""
        first, *rest = [list(asked(node)) for node in self.nodes]
        return [symbol for symbol in first if all(symbol in each for each in rest)]

    def begin(self, request: tuple[Symbol, ...], at_once: bool) -> None:
        """A request is sent: it arrives `at_once`, or at any time from now on."""
        self._request, self._at_once = request, at_once
        self.tracks = _once(track._replace(arrived=False) for track in self.tracks)

    def hear(self, symbol: Symbol) -> None:
        """The implementation has done something. Errors: Contradiction."""
        before = self.now()
        after = self._told((symbol,), before)
        if not after:
            raise Contradiction("impossible", symbol, before)
        self.tracks = after

    def pass_time(self, moments: int) -> None:
        """So much time has passed, before or after what is heard next."""
        self.tracks = [t._replace(behind=t.behind + moments) for t in self.tracks]

    def catch_up(self) -> None:
        """Nothing was done in the time that has passed. Errors: Contradiction if that is late."""
        caught, before = list[Track](), self._either(self.tracks)
        while before:
            caught += (track for track in before if not track.behind)
            later = self._either(self._later(before))
            if not (later or caught):
                raise Contradiction("late", MOMENT, before)
            before = later
        self.tracks = _once(caught)

    def now(self) -> list[Track]:
        """The accounts, with the request under way arrived, or perhaps not."""
        either = self._meanwhile()
        arrived = [track for track in either if track.arrived]
        return (arrived or either) if self._at_once else either

    def done(self) -> None:
        """The request is answered. Errors: Contradiction where it cannot have arrived."""
        before = self._meanwhile()
        self.tracks = [track for track in before if track.arrived]
        if not self.tracks:
            raise Contradiction("idle", self._request[-1], before)

    def settle(self) -> None:
        """All is said that is said now. Errors: Contradiction where something is owed."""
        before = self._meanwhile()
        self.tracks = self._told((SETTLED,), before)
        if not self.tracks:
            raise Contradiction("missing", SETTLED, before)

    def refused(self) -> None:
        """For certain, the request did not arrive; nothing is left where it must have."""
        self.tracks = [track for track in self.tracks if not track.arrived]

    def doubted(self) -> None:
        """The request may have arrived, and if so, may have been carried out in part or whole."""
        self.tracks = self._meanwhile()

    def _meanwhile(self) -> list[Track]:
        """The accounts at each of the moments that they are behind, the request arrived or not."""
        found, now = list[Track](), self._either(self.tracks)
        while now:
            found += now
            now = self._either(self._later(now))
        return _once(found)

    def _later(self, tracks: list[Track]) -> list[Track]:
        """The accounts a moment later, of those that are behind."""
        behind = [track._replace(behind=track.behind - 1) for track in tracks if track.behind]
        return self._told((MOMENT,), behind)

    def _either(self, tracks: list[Track]) -> list[Track]:
        """The accounts, with the request not arrived or arrived."""
        waiting = [track for track in tracks if not track.arrived]
        arriving = [track._replace(arrived=True) for track in waiting]
        return _once([*tracks, *self._told(self._request, arriving)])

    def _told(self, symbols: tuple[Symbol, ...], tracks: list[Track]) -> list[Track]:
        found = []
        for track in tracks:
            node: Node | None = track.node
            past = track.past
            for symbol in symbols:
                node = node.after(symbol) if node else None
                past = Past(symbol, past)
            if node:
                found.append(track._replace(node=node, past=past))
        return _once(found)


class Contradiction(Exception):
    """No account is left: `kind` of failure, the symbol at which, and the accounts before it.

    Kinds: impossible (something was done that may not be), missing (something was not said), idle
    (something was left undone for too long), late (a timer did not end in time).
    """

    def __init__(self, kind: str, symbol: Symbol, before: list[Track]):
        super().__init__(kind)
        self.kind, self.symbol, self.before = kind, symbol, before


def _once(tracks: Iterable[Track]) -> list[Track]:
    """One account for each node, whether the request has arrived, and the moments behind."""
    return list({(id(t.node), t.arrived, t.behind): t for t in tracks}.values())
