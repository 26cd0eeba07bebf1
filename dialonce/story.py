"""Stories: the shortest run in which something is lost through a fault, and found again.

Nobody writes them: they are found by searching the system with one member. A loss is a step of the
environment that takes one connection of ours out of `up`, none having been lost before, and with it
as many of our machines out of their states, by its messages, as any such step does; a connection of
the topic, if there is one. The story ends when the connection is up again, and each of those
machines has left the state in which the loss had put it. Where no machine has a set of states `up`,
a loss is a step of the environment, after a fault or by one, that changes most of ours.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator

from dialonce.compose import Composed
from dialonce.machine import state_sets
from dialonce.system import ENVIRONMENT, System
from dialonce.trace import Trace

UP = "up"
SEARCHED_MAX = 20_000
Pair = tuple[int, ...]  # g and m of the composed tables
Key = tuple[str, str]
Node = tuple[int, ...]  # a pair, and what is remembered of the way


class Teller:
    """A composed system with one member, walked pair by pair (see compose)."""

    def __init__(self, composed: Composed):
        self.composed, self.system = composed, composed.system
        self.ours = [n for n in self.system.machines if self.system.process_of[n] != ENVIRONMENT]
        self.places = {name: (0, i) for i, name in enumerate(composed.globals.names)}
        self.places |= {name: (1, i) for i, name in enumerate(composed.members.names)}
        able = [n for n in self.ours if UP in state_sets(composed.tables[n].machine)]
        self.links = {name: composed.tables[name].holds(UP) for name in able}
        topic = self.system.topics[0] if self.system.topics else ""
        ours = [n for n in able if self.system.machines[n].__module__.endswith(f".{topic}")]
        self.chosen = ours or able

    def steps(self, pair: Pair) -> Iterator[tuple[Key, Pair]]:
        """The steps that a pair allows."""
        c, (g, m) = self.composed, pair
        for e, key in enumerate(c.own_events):
            if c.own[e, g, m] >= 0:
                yield key, divmod(int(c.own[e, g, m]), int(c.pairs.shape[1]))
        for e, key in enumerate(c.shared_events):
            if c.shared[e, g] >= 0:
                yield key, (int(c.shared[e, g]), int(c.casts[c.cast_of[e, g], m]))

    def local(self, name: str, pair: Pair) -> int:
        """The local state of a machine."""
        which, place = self.places[name]
        rows = (self.composed.globals.rows, self.composed.members.rows)[which]
        return rows[pair[which]][place]

    def states(self, name: str, pair: Pair) -> tuple[str, ...]:
        """The states of a machine, without its data."""
        return self.composed.tables[name].locals[self.local(name, pair)].states

    def disturbed(self, before: Pair, key: Key, after: Pair) -> list[str]:
        """Which of ours a loss puts into another state: all, or the lost one and whom it told."""
        changed = [n for n in self.ours if self.states(n, before) != self.states(n, after)]
        lost = set(self.losses(before, after))
        if not lost:
            return changed
        number = int(self.composed.step_of[key][before])
        for sent in self.composed.decisions[key].steps[number].sent:
            lost |= {sent.target[0]} if sent.target and sent.sender[0] in lost else set()
        return [name for name in changed if name in lost]

    def along(self, way: list[Key]) -> list[Pair]:
        """The pairs of a run."""
        pairs: list[Pair] = [(0, 0)]
        for key in way:
            pairs.append(dict(self.steps(pairs[-1]))[key])
        return pairs

    def losses(self, before: Pair, after: Pair) -> list[str]:
        """The connections of ours that a step loses."""
        return [n for n in self.links if self.up(n, before) and not self.up(n, after)]

    def up(self, name: str, pair: Pair) -> bool:
        """Whether a connection of ours is up."""
        return self.links[name][self.local(name, pair)]


def story_of(composed: Composed) -> list[Key]:
    """The events of the story, all of the first member; none where nothing is lost."""
    teller = Teller(composed)
    way = _loss(teller)
    if not way:
        return []
    before, after = teller.along(way)[-2:]
    for faults in (False, True):
        back = _return(teller, before, way[-1], after, faults)
        if back:
            return way + back
    return way


def tell(system: System, events: list[Key]) -> Trace:
    """The run of a story, step by step. Errors: ValueError where an event is not enabled."""
    from dialonce.trace import Runner

    runner = Runner(system, 1 if system.group else 0)
    for machine, event in events:
        runner.take((machine, 0), event)
    return runner.trace


def _loss(teller: Teller) -> list[Key]:
    """The shortest run to a first loss, of those that change most of our machines."""
    fault = teller.system.is_fault

    def steps(node: Node) -> Iterator[tuple[Key, Node]]:
        for key, pair in teller.steps(node[:2]) if not node[3] else ():
            lost = teller.losses(node[:2], pair)
            rank = 2 if len(lost) > 1 or set(lost) - set(teller.chosen) else len(lost)
            yield key, (*pair, node[2] | fault(*key), rank)

    def score(node: Node, key: Key, after: Node) -> int:
        outside = teller.system.process_of[key[0]] == ENVIRONMENT
        if not (after[2] and outside and after[3] == bool(teller.links)):
            return 0
        return len(teller.disturbed(node[:2], key, after[:2]))

    return _best((0, 0, 0, 0), steps, score, len(teller.ours))


def _return(teller: Teller, before: Pair, key: Key, after: Pair, faults: bool) -> list[Key]:
    """The shortest way on until what was lost is back, and all that was disturbed moved on."""
    names = teller.disturbed(before, key, after)
    left = [teller.states(name, after) for name in names]
    lost = teller.losses(before, after)

    def steps(node: Node) -> Iterator[tuple[Key, Node]]:
        for key, pair in teller.steps(node[:2]):
            if faults or not teller.system.is_fault(*key):
                moved = (teller.states(n, pair) != was for n, was in zip(names, left, strict=True))
                yield key, (*pair, node[2] | sum(bit << i for i, bit in enumerate(moved)))

    def score(node: Node, key: Key, after: Node) -> int:
        back = all(teller.up(name, after[:2]) for name in lost)
        return after[2].bit_count() if back else 0

    return _best((*after, 0), steps, score, len(names))


def _best(
    start: Node,
    steps: Callable[[Node], Iterator[tuple[Key, Node]]],
    score: Callable[[Node, Key, Node], int],
    most: int,
) -> list[Key]:
    """Search breadth first: the events to the first step with the highest score, up to `most`."""
    came: dict[Node, tuple[Node, Key] | None] = {start: None}
    best, last = 0, None
    queue = deque([start])
    while queue and best < most and len(came) < SEARCHED_MAX:
        node = queue.popleft()
        for key, after in steps(node):
            if after not in came:
                came[after] = (node, key)
                queue.append(after)
            if best < most and score(node, key, after) > best:
                best, last = score(node, key, after), (node, key)
    events = []
    while last:
        events.append(last[1])
        last = came[last[0]]
    return events[::-1]
