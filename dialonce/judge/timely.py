"""The judge of a process with a real clock: each of its timers has its own beginning and end.

A tick of the specification is for everybody at once; real timers end one by one. So the world's
time passes by the tick, as the kit says, and each timer of the process for itself, by moments:
a tick's worth after it was set, give or take the slack of the pace.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dialonce.cascade import Instance
from dialonce.judge.automaton import Element, Judge, Node
from dialonce.judge.noting import Noting
from dialonce.judge.observation import Observation, Pace
from dialonce.judge.space import Concrete, Move, State
from dialonce.judge.words import NOTHING, Symbol, consumed, exposed
from dialonce.system import TICK
from dialonce.table import Row

MOMENT: Symbol = ("moment", None)  # a part of a tick has passed


class Apart(Concrete):
    """Exact states; the ticks of the world, and of each instance of the process, apart."""

    def __init__(self, seen: Observation, members: int):
        super().__init__(seen, members)
        ticked = {t.machine for found in self.system.routes.values() for t in found
                  if t.event == TICK[1]}  # fmt: skip
        self.clocked = [at for at in self.instances if at[0] in ticked and self._mine(at)]
        self._worldly: dict[State, tuple[Move, ...]] = {}
        self._timers: dict[State, dict[int, Move]] = {}

    def worldly(self, state: State) -> tuple[Move, ...]:
        """Every move from a state, where time passes for the world only."""
        if state not in self._worldly:
            tick = self._tick(state)
            moves = [move for move in self.moves(state) if move.event != (".".join(TICK), None)]
            self._worldly[state] = (*moves, *([tick] if tick else []))
        return self._worldly[state]

    def timers(self, state: State) -> dict[int, Move]:
        """What a tick does to each instance of the process in which a timer runs, by its number."""
        if state not in self._timers:
            ticks = ((n, self.move(state, at, TICK[1])) for n, at in enumerate(self.clocked))
            self._timers[state] = {
                n: move for n, move in ticks if move and (move.forest or move.after != state)
            }
        return self._timers[state]

    def _tick(self, state: State) -> Move | None:
        """What a tick does to all but the process; None in a system without time."""
        timed = TICK in self.system.spontaneous
        return self.move(state, (TICK[0], 0), TICK[1], self._unheard) if timed else None

    def _mine(self, instance: Instance) -> bool:
        return self.system.process_of[instance[0]] == self.seen.process

    def _unheard(
        self, instance: Instance, event: str, state: int, local: Callable[[Instance], int]
    ) -> Row | None:
        """Reactions of all but the process to a tick."""
        deaf = event == TICK[1] and self._mine(instance)
        return None if deaf else self.react(instance, event, state, local)


class Timely(Judge):
    """Judges a process whose timers end by themselves. `MOMENT`: so much time has passed."""

    def __init__(self, space: Apart, pace: Pace):
        self.apart, self.pace = space, pace
        super().__init__(space)

    def first(self) -> Element:
        """No timer runs."""
        return Element(self.space.start, lags=(0,) * len(self.apart.clocked))

    def moves(self, element: Element) -> Iterator[Move]:
        """The steps that may come next, the ends of timers included."""
        yield from self.apart.worldly(element.state)
        for number, move in self.apart.timers(element.state).items():
            if self._ripe(element.lags[number]):
                yield move

    def due(self, node: Node) -> set[Symbol]:
        """What should have been seen of timers that may run no longer, or what stands still."""
        over = {
            symbol for element in node.elements for move in self._overdue(element)
            for symbol in exposed(move.forest)
        }  # fmt: skip
        return over or super().due(node)

    def begun(self, node: Node, symbol: Symbol) -> Iterator[Move]:
        """The steps that begin with a symbol; those that do not come where it is too late."""
        if symbol == MOMENT and node.after(symbol) is None:
            yield from (move for element in node.elements for move in self._overdue(element))
        yield from super().begun(node, symbol)

    def told(self, element: Element, symbol: Symbol) -> Iterator[Element]:
        """What is possible after a symbol where this was possible before."""
        if symbol == MOMENT:
            aged = self._aged(element)
            yield from [aged] if aged else []
            return
        for ready in [element] if element.owed else self._begun(element):
            yield from (ready._replace(owed=rest) for rest in consumed(ready.owed, symbol))

    def unseen(self, element: Element) -> Iterator[Element]:
        """What is possible after one more step of which nothing is seen."""
        return (self.calm(after) for after in self._begun(element) if not after.owed)

    def calm(self, element: Element) -> Element:
        """The same, without the lags of timers that do not run."""
        running = self.apart.timers(element.state)
        lags = tuple(lag if n in running else 0 for n, lag in enumerate(element.lags))
        return super().calm(element._replace(lags=lags))

    def _begun(self, element: Element) -> Iterator[Element]:
        """After each step that may come next, with all that it says still owed."""
        for move in self.apart.worldly(element.state):
            waited = 0 if move.own else element.waited
            yield element._replace(state=move.after, owed=move.forest, waited=waited)
        for number, move in self.apart.timers(element.state).items():
            if self._ripe(element.lags[number]):
                lags = list(element.lags)
                lags[number] -= 0 if self.pace.slack is None else self.pace.moments
                yield element._replace(state=move.after, owed=move.forest, lags=tuple(lags))

    def _aged(self, element: Element) -> Element | None:
        """A moment later; None where that is too late for something."""
        slack = self.pace.slack
        if slack is None:
            return element
        if self._overdue(element):
            return None
        running = self.apart.timers(element.state)
        lags = tuple(lag + (n in running) for n, lag in enumerate(element.lags))
        patience, waited = self.seen.patience, element.waited
        if patience is not None and element.owed == NOTHING and self.space.eager(element.state):
            if waited >= patience * self.pace.moments + slack:
                return None
            waited += 1
        return element._replace(lags=lags, waited=waited)

    def _ripe(self, lag: int) -> bool:
        """Whether a timer may end now."""
        return self.pace.slack is None or lag >= self.pace.moments - self.pace.slack

    def _overdue(self, element: Element) -> list[Move]:
        """The ends of timers that cannot come any later."""
        if self.pace.slack is None or element.owed:
            return []
        latest = self.pace.moments + self.pace.slack
        timers = self.apart.timers(element.state).items()
        return [move for number, move in timers if element.lags[number] >= latest]


def judge_of(seen: Observation, members: int) -> Judge:
    """The judge of so many members as they are seen, which notes on what each move depends."""
    return judge_over(Apart(seen, members) if seen.pace else Noting(seen, members))


def judge_over(space: Concrete) -> Judge:
    """The judge of a space of states, by moments where its timers end one by one."""
    pace = space.seen.pace
    return Timely(space, pace) if pace and isinstance(space, Apart) else Judge(space)
