"""Drives the example dialer in this process, at random, and lets the judge say what it thinks."""

import random
import sys
from dataclasses import dataclass, field, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "examples"))

from asyncio_dialer.bench.pair import PairWorld
from asyncio_dialer.bench.real import RealWorld
from asyncio_dialer.core.dialer import Parts
from asyncio_dialer.kit import KitWorld
from asyncio_dialer.subjects import SUBJECTS
from dialonce import catalog
from dialonce.judge.automaton import Judge
from dialonce.judge.observation import TIME, Observation
from dialonce.judge.resemble import due_clauses, resembling, violated
from dialonce.judge.space import Concrete
from dialonce.judge.vocabulary import vocabulary
from dialonce.judge.words import Symbol
from dialonce.system import System

World = KitWorld | RealWorld | PairWorld
DRIVEN = ("command", "world", "time")
PATIENCE_TICKS = 1


def observation(system: str) -> Observation:
    """What is seen of the example in a system."""
    subject = SUBJECTS[system]
    return Observation.of(
        catalog.systems()[system],
        observes=subject.observes,
        absent=subject.absent,
        patience=PATIENCE_TICKS,
    )


def real_observation(system: str) -> Observation:
    """What is seen of the example in its real world: nothing that only the dialer itself hears.

    A silence is noticed when the dialer's own ADDP does, which is in the tick that it must be.
    """
    kit = observation(system)
    terms = vocabulary(kit.system)
    hidden = {name for name, term in terms.items() if term.direction == "in"}
    absent = kit.absent | ({"detector.notice"} & set(terms))
    return replace(kit, seen=kit.seen - hidden - absent, absent=absent)


def real_judge(system: str, members: int = 2) -> Judge:
    """A judge of the example in its real world."""
    return Judge(Concrete(real_observation(system), members))


@dataclass
class Run:
    """One run: what was seen of it until it ended, or until it was impossible."""

    judge: Judge
    world: World
    seen: list[Symbol] = field(default_factory=list)

    def __post_init__(self):
        self.node = self.judge.start
        self.directions = {
            t.name: t.direction for t in vocabulary(self.judge.seen.system).values()
        }
        self.fault = ""
        self.real = not isinstance(self.world, KitWorld)

    def see(self, symbol: Symbol) -> bool:
        """Show the judge a symbol; whether it was possible."""
        self.seen.append(symbol)
        after = self.node.after(symbol)
        if after is None:
            self.fault = f"{symbol} is impossible; possible: {self.node.allowed()}"
            return False
        self.node = after
        return True

    def see_all(self, said) -> bool:
        """Show the judge what the dialer does."""
        return all(self.see((name, None if m is None else m - 1)) for name, m in said)

    def play(self, symbol: Symbol) -> bool:
        """Let something happen in the world, to its end."""
        name, member = symbol
        if not self.see(symbol):
            return False
        said = []
        if name == TIME:
            said = self.world.tick()
        elif self.directions[name] == "command" or self.real:
            said = self.world.hear(name, None if member is None else member + 1)
        return self.see_all(said) and self.deliver() and self.see_all(self.world.turn()) \
            and self.settle()

    def deliver(self) -> bool:
        """Tell the dialer what it hears of this step."""
        while not self.real:
            heard = [s for s in self.node.owed() if self.directions[s[0]] == "in"]
            if not heard:
                break
            name, member = heard[0]
            number = None if member is None else member + 1
            if not (self.see(heard[0]) and self.see_all(self.world.hear(name, number))):
                return False
        return True

    def settle(self) -> bool:
        """The dialer says no more."""
        after = self.node.settled()
        if after is None:
            self.seen.append(("settled", None))
            self.fault = f"missing: {self.node.owed()}"
            return False
        self.node = after
        return True

    def choices(self) -> list[Symbol]:
        """What may happen next in the world."""
        mine = self.world.observes
        return [
            s for s in self.node.allowed()
            if self.directions[s[0]] in DRIVEN and s[0] not in mine
        ]  # fmt: skip


def run_at_random(judge: Judge, world: World, seed: int, steps: int) -> Run:
    """A random run of so many steps, or until something is wrong."""
    chance = random.Random(seed)
    world.reset()
    run = Run(judge, world)
    weights = swarm(judge.seen.system, chance)
    for _ in range(steps):
        choices = run.choices()
        if not choices:
            due = run.node.due()
            run.fault = f"stands still: {due}" if due else ""
            run.seen.append((TIME, None))
            break
        likely = [weights[name] for name, _ in choices]
        if not run.play(*chance.choices(choices, likely)):
            break
    return run


def swarm(system: System, chance: random.Random) -> dict[str, float]:
    """How likely each event is in one run: what is fair more than faults, and each run another."""
    fair = {f"{name}.{event}" for name, event in system.fair_events}
    names = [f"{name}.{event}" for name, event in system.spontaneous]
    return {name: chance.choice((0.1, 1, 5)) * (4 if name in fair else 1) for name in names}


def search(system: str, parts: Parts, runs: int, steps: int = 60, members: int = 2) -> Run | None:
    """The first of so many random runs that is impossible; None if all are possible."""
    seen = observation(system)
    members = members if seen.system.group else 0
    judge = Judge(Concrete(seen, members))
    world = KitWorld(system, members, parts)
    for seed in range(runs):
        run = run_at_random(judge, world, seed, steps)
        if run.fault:
            return run
    return None


def clauses(run: Run, members: int = 2, mutants=None) -> list[str]:
    """The clauses that a wrong run breaks, those of its nearest wrong designs first."""
    members = members if run.judge.seen.system.group else 0
    designs = resembling(run.judge.seen, run.seen, members, mutants)
    found = [c for claim in violated(designs, run.judge.seen.system) for c in claim.clauses]
    return list(dict.fromkeys([*found, *due_clauses(run.judge, run.seen)]))
