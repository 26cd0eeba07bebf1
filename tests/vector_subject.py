"""The machines of a right or a wrong design as a subject of vectors, and what must hold."""

from dataclasses import replace

from dialonce import catalog
from dialonce.conform.player import Player
from dialonce.judge.automaton import Judge
from dialonce.judge.observation import Observation
from dialonce.judge.resemble import follow
from dialonce.judge.space import Concrete
from dialonce.table import tabulate
from dialonce.vectors.kills import ALWAYS, HASTY
from dialonce.vectors.run import FAILED, OPEN, PASSED, Reader, Refused, run


class Machines:
    """Hasty; `lazy`: the seed of its chance; `driven`: does nothing that it is not told to."""

    def __init__(self, system, suite, lazy=None, driven=False):
        self.system, right = system, catalog.system(suite["system"])
        self.members = max((case["members"] for case in suite["cases"]), default=0)
        if driven:
            right = replace(right, fair=(), strong=())
        self.player = Player(
            system, suite["process"], self.members, right, lazy or 0, lazy is not None
        )
        own = {f"{name}.{event}" for name, event in system.spontaneous} if driven else set()
        told = {each["event"] for case in suite["cases"] for step in case["steps"]
                for each in step.get("do", ())}  # fmt: skip
        self.commands = frozenset(told | own) if driven else None
        self.observes, self.absent = None, frozenset()

    def reset(self):
        self.player.reset()

    def do(self, event, member, more):
        machine, _, name = event.partition(".")
        at = (machine, (member or 1) - 1)
        if not self.player.knows(*at[:1], name, at[1]):
            raise Refused
        said = self.player.hear(at, name, more)
        if said is None:
            raise Refused
        return [_outside(each) for each in said]

    def advance(self, more):
        return [_outside(each) for each in self.player.tick(more)]

    def state(self, machine, member):
        local = self.player.state[machine, (member or 1) - 1]
        return list(tabulate(self.system.machines[machine]).locals[local].states)


def _outside(said):
    event, member = said
    return event, None if member is None else member + 1


def no_right_design_fails(suite):
    """Put the right machines through the cases: hasty, lazy by several chances, and driven."""
    system = catalog.system(suite["system"])
    for how in ({}, {"lazy": 1}, {"lazy": 2}, {"lazy": 3}, {"driven": True}):
        for verdict in run(Machines(system, suite, **how), suite["cases"]):
            assert verdict.outcome != FAILED, (verdict.case["id"], how, verdict.fault)
            if verdict.case["sure"] and bool(verdict.case["driven"]) == ("driven" in how):
                assert verdict.outcome == PASSED, (verdict.case["id"], how, verdict.why)


def wrong_designs_fail(suite):
    """Put each wrong design through the cases that it surely fails; the names of those that do."""
    system, known, failed = catalog.system(suite["system"]), catalog.mutants(), set()
    for case in suite["cases"]:
        for kill in case["kills"]:
            if kill["when"] in (ALWAYS, HASTY):
                wrong = system.variant(system.name, known[kill["design"]].machines)
                subject = Machines(wrong, suite, driven=bool(case["driven"]))
                verdict = Reader(subject, case).verdict()
                allowed = (FAILED,) if kill["when"] == ALWAYS else (FAILED, OPEN)
                assert verdict.outcome in allowed, (case["id"], kill)
                failed |= {kill["design"]} if verdict.outcome == FAILED else set()
    return failed


def logs_are_judged_alike(suite):
    """Judge the cases as logs, up to where time is open; how many `must_not` were rejected."""
    system, rejected = catalog.system(suite["system"]), 0
    members = max(case["members"] for case in suite["cases"])
    judge = Judge(Concrete(Observation.of(system, suite["process"]), members))
    for case in suite["cases"]:
        log = []
        for step in case["steps"] if case["sure"] and not case["driven"] else ():
            if any("within" in item for item in step["expect"]):
                break  # a log has it at some tick
            log += _begun(step)
            log += [_word(item) for item in step["expect"]]
            for symbol in step.get("must_not", ()):
                assert follow(judge.start, [*log, _word(symbol)]) is None, case["id"]
                rejected += 1
            assert follow(judge.start, log) is not None, case["id"]
    return rejected


def _begun(step):
    label = [("clock.tick", None)] if "advance" in step else []
    label += [_word(step["because"])] if "because" in step else []
    return [*label, *(_word(event) for event in step.get("do", ()))]


def _word(symbol):
    member = symbol.get("member")
    return symbol["event"], None if member is None else member - 1
