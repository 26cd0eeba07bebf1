"""A contract is accepted only when it allows every run of what it stands for."""

from functools import cache
from random import Random

import pytest
from automata import automaton, meet
from statemachine import State

from dialonce import Data, Machine, Read, Refinement, SpecificationError
from dialonce.check import HOLDS, VIOLATED, check
from dialonce.table import tabulate
from dialonce.trace import Runner

RING = frozenset({"listener.ring"})
INPUTS = {"bell.set": ("set",), "bell.tick": ("tick",)}


class Bell(Machine):
    """A bell that rings at the third tick after it was set; it can be polished all the time."""

    spontaneous = frozenset({"set", "tick", "polish"})
    ticks = Data(range(3))
    shine = Data(range(2))

    idle = State(initial=True)
    running = State()
    rung = State()

    set = idle.to(running)
    tick = (
        idle.to(None)
        | running.to(None, unless="last", on="count")
        | running.to(rung, cond="last", on="forget")
        | rung.to(idle)
    )
    polish = idle.to(None, on="rub") | running.to(None, on="rub")

    def last(self):
        return self.ticks == 2

    def count(self):
        self.ticks += 1

    def forget(self):
        self.ticks = 0

    def rub(self):
        self.shine = 1 - self.shine


@cache
def bell_contract(earliest, latest):
    """A bell that rings at a tick from the earliest to the latest one after it was set."""

    class BellContract(Machine):
        """A bell that rings in time."""

        outputs = RING
        spontaneous = frozenset({"ring_early"})
        ticks = Data(range(latest + 1))

        idle = State(initial=True)
        running = State()

        set = idle.to(running)
        tick = (
            running.to(None, unless="last", on="count")
            | running.to(idle, cond="last", on=["ring", "forget"])
        )  # fmt: skip
        ring_early = running.to(idle, cond="may_ring", on=["ring", "forget"])

        def last(self):
            return self.ticks == latest - 1

        def may_ring(self):
            return self.ticks >= earliest

        def count(self):
            self.ticks += 1

        def forget(self):
            self.ticks = 0

        def ring(self):
            self.emit("listener.ring")

    return BellContract


def found_on(machines, contract, inputs, answer="bell.rung", output="listener.ring"):
    """What the verifier finds on a contract for these machines."""
    refines = Refinement(contract, inputs, answer, output)
    return check(meet(machines, refines=refines), []).findings[1]


def events(finding):
    """The events of the run that the contract does not allow."""
    return [step.event for step in finding.trace.steps]


@pytest.mark.parametrize(
    ("earliest", "latest", "run"),
    [
        (3, 3, None),
        (3, 4, None),
        (1, 3, None),
        (1, 6, None),
        (2, 2, ["set", "tick", "tick"]),
        (1, 1, ["set", "tick"]),
        (4, 6, ["set", "tick", "tick", "tick"]),
    ],
)
def test_contract_bounds_are_exact(earliest, latest, run):
    """A contract that must ring too soon, or may ring too late only, is refused by a shortest run.

    One that must ring at the same tick or later, and may ring by then, allows every run.
    """
    finding = found_on({"bell": Bell}, bell_contract(earliest, latest), INPUTS)

    assert finding.verdict == (VIOLATED if run else HOLDS)
    assert (events(finding) if run else finding.trace) == run


def test_contract_that_allows_everything_holds():
    """A contract that may ring at any moment, and never must, allows every run."""
    anything = automaton("any set any, any tick any, any ring any", heard="set tick",
                         says={"ring": "listener.ring"})  # fmt: skip

    assert found_on({"bell": Bell}, anything, INPUTS).verdict == HOLDS


def test_contract_that_allows_nothing_is_refused_at_the_answer():
    """A contract that never rings is refused as soon as the bell does."""
    never = automaton("any set any, any tick any, other ring other", heard="set tick",
                      says={"ring": "listener.ring"})  # fmt: skip

    finding = found_on({"bell": Bell}, never, INPUTS)

    assert finding.verdict == VIOLATED
    assert events(finding) == ["set", "tick", "tick", "tick"]


def test_contract_is_not_moved_by_silent_steps():
    """What the contract does not see leaves it as it is: polishing gives no time."""
    finding = found_on({"bell": Bell}, bell_contract(3, 3), INPUTS)

    assert finding.verdict == HOLDS
    assert found_on({"bell": Bell}, bell_contract(3, 3), {"bell.set": ("set",)}).verdict == VIOLATED


def test_contract_may_answer_in_a_silent_step():
    """An answer in a step that the contract does not see is its spontaneous one, or none at all."""
    machine = automaton("idle set running, running pop rung, rung calm idle")
    machines, inputs = {"bell": machine}, {"bell.set": ("set",)}

    early, late = (found_on(machines, bell_contract(e, 5), inputs) for e in (0, 1))

    assert (early.verdict, late.verdict) == (HOLDS, VIOLATED)
    assert events(late) == ["set", "pop"]


def test_contract_must_answer_where_it_is_forced():
    """A contract that has to ring at an event refuses a real one that does not ring."""
    forced = automaton("quiet set quiet, quiet tick quiet", heard="set tick",
                       says={"set": "listener.ring"})  # fmt: skip

    finding = found_on({"bell": Bell}, forced, INPUTS)

    assert (finding.verdict, events(finding)) == (VIOLATED, ["set"])


def test_contract_answers_where_it_is_forced():
    """A contract that has to ring at an event allows a real one that rings there, each time."""
    machine = automaton("idle set rung, rung calm idle")
    forced = automaton("quiet set quiet", heard="set", says={"set": "listener.ring"})

    assert found_on({"bell": machine}, forced, {"bell.set": ("set",)}).verdict == HOLDS


def test_contract_may_take_an_event_for_one_of_several():
    """An event that may be any of two is followed as both, until an answer tells them apart."""
    machine = automaton("idle set on, on tick idle, on ring rung, rung calm idle")
    one = automaton("idle set on, on tick idle, on ring idle, idle hush off, off wake idle",
                    heard="set tick hush wake", says={"ring": "listener.ring"})  # fmt: skip

    both = {"bell.set": ("set", "hush"), "bell.tick": ("tick", "wake"), "bell.calm": ("wake",)}
    wrong = {"bell.set": ("hush",), "bell.tick": ("tick",)}

    assert found_on({"bell": machine}, one, both).verdict == HOLDS
    assert events(found_on({"bell": machine}, one, wrong)) == ["set", "ring"]


@pytest.mark.parametrize("rings", ["left", "right"])
def test_contract_is_followed_in_every_state_that_it_may_be_in(rings):
    """An event that may lead to either of two states is answered from whichever can answer."""
    machine = automaton("idle set running, running pop rung, rung calm idle")
    either = automaton(f"quiet turn_left left, quiet turn_right right, {rings} ring quiet",
                       heard="turn_left turn_right", says={"ring": "listener.ring"})  # fmt: skip

    found = found_on({"bell": machine}, either, {"bell.set": ("turn_left", "turn_right")})

    assert found.verdict == HOLDS


def test_answer_shows_at_its_entry_only():
    """A machine that stays in the state of the answer answers once."""
    machine = automaton("idle set rung, rung set rung, rung tick rung, rung calm idle")
    once = automaton("quiet ring loud, loud calm quiet, quiet set quiet, loud set loud",
                     heard="set calm", says={"ring": "listener.ring"})  # fmt: skip
    inputs = {"bell.set": ("set",), "bell.calm": ("calm",)}

    assert found_on({"bell": machine}, once, inputs).verdict == HOLDS


def disallowed(machines, refinement, longest):
    """The length of a shortest run that the contract does not allow, by trying all; or None.

    Every run of the contract is followed by itself.
    """
    table, (name, state) = tabulate(refinement.contract), refinement.answer.split(".")
    shown = tabulate(machines[name]).holds(state)

    def moves(at, names, answered):
        rows = [table.choices[at, event].rows[()] for event in names]
        for row in rows:
            after = row.after if row else at
            said = bool(row) and refinement.output in row.outputs
            if said == answered:
                yield after
            elif answered:
                yield from alone(after)

    def alone(at):
        rows = [table.choices[at, event].rows[()] for event in refinement.contract.spontaneous]
        yield from (row.after for row in rows if row and refinement.output in row.outputs)

    def allows(at, word):
        if not word:
            return True
        (event, answered), rest = word[0], word[1:]
        if event in refinement.inputs:
            following = moves(at, refinement.inputs[event], answered)
        else:
            following = alone(at) if answered else [at]
        return any(allows(after, rest) for after in following)

    def words(length):
        runner = Runner(meet(machines), 0)
        runs = [(dict(runner.state), ())]
        for _ in range(length):
            runs = [step for run in runs for step in extended(runner, *run)]
        return {word for _, word in runs}

    def extended(runner, state, word):
        runner.state = state
        for instance, event in runner.enabled():
            after = state | runner.peek(instance, event).changes
            answered = shown[after[name, 0]] and not shown[state[name, 0]]
            yield after, (*word, (f"{instance[0]}.{event}", answered))

    for length in range(1, longest + 1):
        if not all(allows(0, word) for word in words(length)):
            return length
    return None


def chance(rng, states, events, says=()):
    """An automaton by chance, but for an arrow into its second state and one into its third."""
    fixed = [(states[0], events[0]), (states[1], events[1])]
    arrows = [" ".join((*one, to)) for one, to in zip(fixed, states[1:], strict=True)]
    arrows += [
        f"{source} {event} {rng.choice(states)}"
        for source in states
        for event in events
        if rng.random() < 0.7 and (source, event) not in fixed
    ]
    named = {event for arrow in arrows for event in arrow.split()[1:2]}
    arrows += [f"{states[0]} {event} {states[0]}" for event in events if event not in named]
    heard = " ".join(event for event in events if event.startswith("in_"))
    return automaton(", ".join(arrows), heard=heard, says=dict.fromkeys(says, "listener.ring"))


@pytest.mark.parametrize("seed", range(40))
def test_refinement_agrees_with_trying_every_run(seed):
    """On machines by chance the verdict is right, and the run as short as can be."""
    rng = Random(f"refine {seed}")
    bell = chance(rng, ["idle", "busy", "rung"], ["set", "tick", "go"])
    forced = rng.choice([(), ("in_tick",), ("in_set",)])
    contract = chance(
        rng, ["c0", "c1", "c2"], ["ring", "in_set", "in_tick", "chime", "sigh"],
        ("ring", "chime", *forced),
    )  # fmt: skip
    inputs = {"bell.set": ("in_set",), "bell.tick": ("in_tick",)}
    inputs |= rng.choice([{}, {"bell.set": ("in_set", "in_tick")}, {"bell.go": ("in_tick",)}])
    machines = {"bell": bell}
    refinement = Refinement(contract, inputs, "bell.rung", "listener.ring")

    finding = found_on(machines, contract, inputs)

    length = disallowed(machines, refinement, 5)
    assert finding.verdict == (VIOLATED if finding.trace else HOLDS)
    if finding.trace and len(finding.trace.steps) > 5:
        assert length is None
    else:
        assert length == (len(finding.trace.steps) if finding.trace else None)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"inputs": {"bell.tik": ("tick",)}}, r"names bell\.tik\. Mend: did you mean bell\.tick"),
        ({"inputs": {"bell.tick": ("tik",)}}, r"names tik\. Mend: did you mean tick"),
        ({"answer": "bell.rang"}, r"names bell\.rang\. Mend: did you mean rung"),
        ({"answer": "ball.rung"}, r"names ball\. Mend: did you mean bell"),
        ({"output": "listener.rung"}, r"names listener\.rung\. Mend: did you mean listener\.ring"),
    ],
)
def test_invalid_refinement_names(change, rule):
    """A refinement that names what is not there is refused: a misspelt event never happens."""
    with pytest.raises(SpecificationError, match=rf"its refinement {rule}"):
        found_on({"bell": Bell}, bell_contract(3, 3), **{"inputs": INPUTS, **change})


def test_invalid_contract_that_reads():
    """A contract that looks at other machines is refused: it is followed alone."""

    class Shy(Machine):
        """A bell that rings when nobody looks."""

        outputs = RING
        spontaneous = frozenset({"ring"})
        seen = Read("somebody looks")

        idle = State(initial=True)

        set = idle.to(None)
        tick = idle.to(None)
        ring = idle.to(None, unless="seen", on="sound")

        def sound(self):
            self.emit("listener.ring")

    with pytest.raises(SpecificationError, match=r"or its contract reads.* Mend: refine single"):
        found_on({"bell": Bell}, Shy, INPUTS)


def test_invalid_refinement_of_a_group():
    """A system with a group justifies no contract: only single machines are followed."""
    refines = Refinement(bell_contract(3, 3), INPUTS, "bell.rung", "listener.ring")
    machines = {"bell": Bell, "guest": automaton("a come b")}

    with pytest.raises(SpecificationError, match=r"it has a group.* Mend: refine single"):
        check(meet(machines, group=("guest",), members=1, refines=refines), [])
