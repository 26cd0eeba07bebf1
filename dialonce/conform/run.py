"""One run: the kit plays the world by choices, and the judge hears what the implementation does."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from dialonce.conform.belief import Belief, Contradiction
from dialonce.conform.coverage import Coverage
from dialonce.conform.fault import Fault
from dialonce.conform.places import Map
from dialonce.conform.protocol import Error, Event
from dialonce.conform.session import Session
from dialonce.conform.watch import MOMENTS, TooSlow, Watch
from dialonce.judge.automaton import Node
from dialonce.judge.words import Symbol

Choose = Callable[["Run"], Symbol | None]


@dataclass
class Entry:
    """A line of the story: `who` is kit, told, did, or answer; what is a symbol or words."""

    who: str
    what: Any


@dataclass
class Outcome:
    """How a run went: the labels that happened, the story, and what went wrong, if anything.

    `places`: where the specification was before each label, by the first account.
    """

    labels: list[Symbol] = field(default_factory=list)
    places: list[Node] = field(default_factory=list)
    story: list[Entry] = field(default_factory=list)
    wrong: Contradiction | None = None
    fault: Fault | None = None
    slow: TooSlow | None = None
    end: Belief | None = None

    @property
    def way(self) -> str:
        """In which way it failed: wrong, a kind of fault, or not at all."""
        return "wrong" if self.wrong else self.fault.kind if self.fault else ""


class Run:
    """Plays until nothing is chosen, or something goes wrong."""

    def __init__(self, session: Session, places: Map, coverage: Coverage, unsupported: set[str]):
        self.session, self.map, self.coverage = session, places, coverage
        self.unsupported = unsupported
        self.setting = places.setting
        self.belief = Belief(places.judge.start)
        self.outcome = Outcome(end=self.belief)
        self.over = False
        self.watch: Watch | None = None
        self.wrong: Contradiction | TooSlow | None = None

    def play(self, choose: Choose) -> Outcome:
        """The whole run."""
        try:
            self.session.reset()
            if self.setting.hello.clock == "real":
                self.watch = Watch(self.setting.hello)
                self.session.attend(self.watch.moment_seconds, self._quiet)
            while not self.over and (label := choose(self)) is not None:
                self.outcome.labels.append(label)
                self.outcome.places.append(self.belief.nodes[0])
                self.outcome.story.append(Entry("kit", label))
                self.take(label)
        except Contradiction as wrong:
            self.outcome.wrong = wrong
        except TooSlow as slow:
            self.outcome.slow = slow
        except Fault as fault:
            if isinstance(self.wrong, Contradiction):
                self.outcome.wrong = self.wrong
            else:
                self.outcome.fault = fault
        return self.outcome

    def possible(self) -> list[Symbol]:
        """What the kit may let happen now, whichever account of what was seen is true."""
        nodes = self.belief.nodes
        found = self.belief.common(self.map.labels)
        return [
            label for label in found
            if label[0] not in self.unsupported
            and all(self.map.heard(node, label) == self.map.heard(nodes[0], label)
                    for node in nodes[1:])
        ]  # fmt: skip

    def take(self, label: Symbol) -> None:
        """Let it happen: tell the implementation what it hears of it, and hear what it does.

        What one step tells it is told message by message; that it arrives is one moment.
        """
        way = self.setting.terms[label[0]].direction
        if way == "time" and self.watch:
            self._wait(label)
            return
        heard = self.map.heard(self.belief.nodes[0], label) or []
        told: list[Symbol | None] = [*heard]
        if way == "time":
            told.insert(0, None)
        elif way != "world" or not self.setting.kit_is_world:
            told.insert(0, label)
        self._tell(label, heard, told)

    def _wait(self, label: Symbol) -> None:
        """Let a tick pass by a real clock; then it has passed for the world that the kit plays."""
        if not self._ask(label, None, False):
            self.over = True
        elif self.setting.kit_is_world and label in self.possible():
            heard = self.map.heard(self.belief.nodes[0], label) or []
            self._tell(label, heard, heard)

    def _tell(self, label: Symbol, heard: list[Symbol], told: Sequence[Symbol | None]) -> None:
        """Request after request, None for a tick; all of them are heard at one moment."""
        self.belief.begin((label, *heard), at_once=self.watch is None)
        for number, symbol in enumerate(told, 1):
            if not self._ask(label, symbol, number < len(told)):
                self.over = number > 1
                return
        self.belief.done()
        self.belief.settle()

    def _ask(self, label: Symbol, symbol: Symbol | None, more: bool) -> bool:
        """One request and its answer; False where it was not carried out, or may not have been."""
        if symbol is None:
            answers = self.session.advance(1, more)
        else:
            if symbol != label:
                self.outcome.story.append(Entry("told", symbol))
            name, member = symbol
            answers = self.session.do(name, None if member is None else member + 1, more)
        if self.watch:
            self.watch.asked(symbol is None)
        carried_out = True
        for message in answers:
            carried_out = self._judge(message, label, symbol)
        if self.watch:
            self.watch.answered(self.wrong)
        if self.wrong:
            raise self.wrong
        return carried_out

    def _judge(self, message: Any, label: Symbol, symbol: Symbol | None) -> bool:
        """Take up one message; False for a request that was not carried out, or may not have been.

        After something wrong, the rest is only read, so that the adapter is ready for the next run.
        """
        if self.wrong is None:
            try:
                self._pass_time(time.monotonic())
                self._know_when()
                if isinstance(message, Event):
                    self._hear(message)
                elif isinstance(message, Error):
                    self._refused(message, label, symbol)
            except (Contradiction, TooSlow) as wrong:
                self.wrong = wrong
        return not isinstance(message, Error)

    def _quiet(self, at: float) -> None:
        """All that was said until then is heard."""
        if self.wrong is None:
            try:
                self._pass_time(at)
                self.belief.catch_up()
            except Contradiction as wrong:
                self.wrong = wrong

    def _pass_time(self, at: float) -> None:
        if self.watch:
            self.belief.pass_time(self.watch.passed(at))

    def _know_when(self) -> None:
        """Errors: TooSlow where too many moments are possible at which a message was said."""
        behind = max(track.behind for track in self.belief.tracks)
        if self.watch and behind > MOMENTS:
            raise TooSlow(behind * self.watch.moment_seconds)

    def _hear(self, message: Event) -> None:
        symbol = self.setting.symbol(message.event, message.member)
        if symbol is None:
            return
        self.outcome.story.append(Entry("did", symbol))
        for track in self.belief.now():
            self.coverage.note(self.map, track.node, symbol)
        self.belief.hear(symbol)

    def _refused(self, message: Error, label: Symbol, symbol: Symbol | None) -> None:
        doubt = "" if message.certain else ", and may have happened"
        said = f"{message.kind}{doubt}" + f": {message.text}" * bool(message.text)
        self.outcome.story.append(Entry("answer", said))
        if message.kind == "unsupported":
            self.unsupported.update(name for name, _ in (label, symbol or label))
        if not message.certain:
            self.belief.doubted()
            return
        self.belief.refused()
        if not self.belief.tracks:
            raise Fault("protocol", "it refuses for certain what it has begun to carry out")
