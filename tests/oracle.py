"""A second opinion for the tests: plain Python over concrete states, slow and simple.

It shares with the verifier the machines, their tables and the cascade, and nothing else: no packed
states, no symmetry, no pairs, no arrays.
"""

from typing import NamedTuple

from dialonce.trace import Runner, instances


class Says:
    """A sentence about states, such as `a.on & ~x.off | b.hot`; & binds before |.

    Called with an observation it answers as a property's predicate does.
    """

    def __init__(self, text):
        self.text = text
        self.parts = [[_literal(one) for one in part.split("&")] for part in text.split("|")]

    def __call__(self, s):
        answer = False
        for part in self.parts:
            every = True
            for machine, state, sign in part:
                held = getattr(getattr(s, machine), state)
                every = every & (held if sign else ~held)
            answer = answer | every
        return answer

    def holds(self, local):
        """Whether it is true, where `local(machine)` gives the machine's active states."""
        return any(
            all((state in local(machine)) == sign for machine, state, sign in part)
            for part in self.parts
        )

    def speaks_of(self, machines):
        """Whether it looks at one of the machines."""
        return any(machine in machines for part in self.parts for machine, _, _ in part)


def _literal(text):
    machine, _, state = text.strip().lstrip("~").partition(".")
    return machine, state, not text.strip().startswith("~")


class Move(NamedTuple):
    """An enabled event: where, which, the number of the state after it, and its messages."""

    instance: tuple
    event: str
    after: int
    sent: tuple


class Oracle:
    """Every concrete state of a system with so many members, by nothing but cascades.

    `states`, `depth`, `moves`: by number, in breadth-first order; a move may change nothing.
    """

    def __init__(self, system, members):
        self.system, self.members = system, members
        self.everyone = instances(system, members)
        runner = Runner(system, members)
        self.states, self.depth, self.moves = [tuple(0 for _ in self.everyone)], [0], []
        numbers = {self.states[0]: 0}
        for here, state in enumerate(self.states):
            runner.state = dict(zip(self.everyone, state, strict=True))
            self.moves.append([])
            for instance, event in runner.enabled():
                step = runner.peek(instance, event)
                changed = runner.state | step.changes
                after = tuple(changed[one] for one in self.everyone)
                if after not in numbers:
                    numbers[after] = len(self.states)
                    self.states.append(after)
                    self.depth.append(self.depth[here] + 1)
                self.moves[here].append(Move(instance, event, numbers[after], step.sent))
        tables = [runner.trace.tables[machine].locals for machine, _ in self.everyone]
        self.active = [
            {at: locals_[local].states for at, locals_, local in zip(*row, strict=True)}
            for row in ((self.everyone, tables, state) for state in self.states)
        ]

    @property
    def steps(self):
        """How many steps change the state."""
        return sum(m.after != here for here, moves in enumerate(self.moves) for m in moves)

    def views(self):
        """The members to look at; one that is not there where there is none."""
        return range(max(1, self.members))

    def is_of(self, machine):
        """Whether the machine exists once for each member."""
        return machine in self.system.group

    def holds(self, says, number, member=0):
        """Whether a sentence is true in a state, seen from a member."""
        active, group = self.active[number], self.system.group
        return says.holds(lambda machine: active[machine, member if machine in group else 0])

    def all_that(self, says, member=0):
        """The numbers of the states in which a sentence is true."""
        return {n for n in range(len(self.states)) if self.holds(says, n, member)}

    def orbit(self, number, fixed=0):
        """A name for a state that forgets the names of the members from `fixed` on."""
        state = dict(zip(self.everyone, self.states[number], strict=True))
        single = tuple(state[name, 0] for name in self.system.singles)
        each = [tuple(state[n, i] for n in self.system.group) for i in range(self.members)]
        return single, tuple(each[:fixed]), tuple(sorted(each[fixed:]))

    def deadlocks(self):
        """The states without a step that changes them."""
        return {n for n, moves in enumerate(self.moves) if all(m.after == n for m in moves)}

    def fair(self):
        """The weakly fair events, of every single machine and of every member."""
        return self._instances(self.system.fair_events)

    def strong(self):
        """The strongly fair events, of every single machine and of every member."""
        return self._instances(self.system.strong_events)

    def _instances(self, keys):
        return [
            ((machine, i), event)
            for machine, event in keys
            for i in range(self.members if self.is_of(machine) else 1)
        ]

    def quiet(self, number, inside):
        """The changing moves that are no faults, and stay inside a set of states."""
        return [
            move
            for move in self.moves[number]
            if move.after != number
            and move.after in inside
            and not self.system.is_fault(move.instance[0], move.event)
        ]

    def can(self, number, key):
        """Whether an event is enabled in a state and changes it."""
        return any((m.instance, m.event) == key and m.after != number for m in self.moves[number])


def reached(oracle, starts, inside):
    """The states that are reached from `starts` without leaving a set, faults included."""
    found, stack = set(starts), list(starts)
    while stack:
        for move in oracle.moves[stack.pop()]:
            if move.after in inside and move.after not in found:
                found.add(move.after)
                stack.append(move.after)
    return found


def never_answers(oracle, trigger, response):
    """Whether some fair run has the trigger, and from there on never the response."""
    waiting = set(range(len(oracle.states))) - oracle.all_that(response)
    starts = oracle.all_that(trigger) & waiting
    traps = {n for part in traps_of(oracle, waiting) for n in part}
    return bool(reached(oracle, starts, waiting) & traps)


def traps_of(oracle, inside):
    """The parts of a set in which a run can go round for ever, or rest, and be fair."""
    for part in components(oracle, inside):
        if not is_fair(oracle, part):
            continue
        missed = [key for key in oracle.strong() if not takes(oracle, part, key)]
        avoided = {n for n in part if any(oracle.can(n, key) for key in missed)}
        if avoided:
            yield from traps_of(oracle, part - avoided)
        else:
            yield part


def takes(oracle, part, key):
    """Whether some quiet move inside a part takes an event."""
    return any((m.instance, m.event) == key for n in part for m in oracle.quiet(n, part))


def is_fair(oracle, part):
    """Whether every weakly fair event is taken inside a part, or somewhere in it disabled or
    without effect.
    """
    return all(
        any(not oracle.can(n, key) for n in part) or takes(oracle, part, key)
        for key in oracle.fair()
    )


def components(oracle, inside):
    """The strongly connected components of the quiet moves inside a set, by Tarjan's algorithm."""
    index, low, parts, path, active = {}, {}, [], [], set()
    for root in sorted(inside):
        work = [(root, iter(oracle.quiet(root, inside)))] if root not in index else []
        while work:
            here, moves = work[-1]
            if here not in index:
                index[here] = low[here] = len(index)
                path.append(here)
                active.add(here)
            move = next(moves, None)
            if move is None:
                work.pop()
                if work:
                    above = work[-1][0]
                    low[above] = min(low[above], low[here])
                if low[here] == index[here]:
                    part = set(path[path.index(here) :])
                    del path[path.index(here) :]
                    active -= part
                    parts.append(part)
            elif move.after not in index:
                work.append((move.after, iter(oracle.quiet(move.after, inside))))
            elif move.after in active:
                low[here] = min(low[here], index[move.after])
    return parts


def never_answers_by_fixpoint(oracle, trigger, response):
    """The same without components, after Emerson and Lei.

    Strong fairness of an event says: it is taken again and again, or from some time on it is never
    enabled. So guess which strongly fair events are given up, and keep to the states where none of
    them is enabled; the others are taken again and again.
    """
    waiting = set(range(len(oracle.states))) - oracle.all_that(response)
    begun = reached(oracle, oracle.all_that(trigger) & waiting, waiting)
    strong = oracle.strong()
    for number in range(1 << len(strong)):
        given_up = [key for bit, key in enumerate(strong) if number >> bit & 1]
        kept = [key for key in strong if key not in given_up]
        stay = {n for n in begun if not any(oracle.can(n, key) for key in given_up)}
        if largest_fair(oracle, stay, kept):
            return True
    return False


def largest_fair(oracle, stay, always):
    """The largest part of a set in which each state can reach, within it, a proof of each weakly
    fair event, and a quiet move that takes each event of `always`.
    """
    before = None
    while stay != before:
        before = set(stay)
        for key in [*oracle.fair(), *always]:
            good = {
                n
                for n in stay
                if (key not in always and not oracle.can(n, key))
                or any((m.instance, m.event) == key for m in oracle.quiet(n, stay))
            }
            while more := {
                n for n in stay - good if any(m.after in good for m in oracle.quiet(n, stay))
            }:
                good |= more
            stay = good
    return stay


def answers_late(oracle, trigger, response, ticks):
    """Whether on some run so many ticks pass after the trigger without the response."""
    waiting = set(range(len(oracle.states))) - oracle.all_that(response)
    start = [(n, 0) for n in oracle.all_that(trigger) & waiting]
    found, stack = set(start), start
    while stack:
        here, passed = stack.pop()
        if passed == ticks:
            return True
        for move in oracle.moves[here]:
            ticked = (move.instance, move.event) == (("clock", 0), "tick")
            there = (move.after, passed + ticked)
            if move.after in waiting and there not in found:
                found.add(there)
                stack.append(there)
    return False
