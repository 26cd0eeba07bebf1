"""The judge: what is possible after what was seen, exactly and among any number of members."""

import random

import pytest

from dialonce import catalog
from dialonce.errors import UndecidedError, UsageError
from dialonce.judge import automaton
from dialonce.judge.automaton import SETTLED, TICKED, Judge
from dialonce.judge.observation import Observation
from dialonce.judge.resemble import due_clauses, follow, resembling, violated
from dialonce.judge.space import Concrete, Pairs
from dialonce.judge.vocabulary import DIRECTIONS, vocabulary
from dialonce.judge.words import consumed

SYSTEMS = catalog.systems()
WARM = SYSTEMS["cpd_warm"]
CONNECTED = [("link.start", None), ("primary_wire.connect", None), SETTLED,
             ("primary_wire.accept", None), ("link.accepted", None), SETTLED]  # fmt: skip
DIALED = [*CONNECTED, ("session.start", None), ("call.request", 0), SETTLED]
LOST = [("primary.crash", None), ("link.dropped", None)]
SAID = [("backup_wire.connect", None), ("management.loss", None), ("statistics.loss", None)]


def judged(system=WARM, members=1, **seen):
    """A judge of exact states."""
    return Judge(Concrete(Observation.of(system, **seen), members))


@pytest.mark.parametrize("name", SYSTEMS)
def test_vocabulary_names_every_event_once(name):
    """Every message and spontaneous event has a term with a direction, and instruments are out."""
    system = SYSTEMS[name]
    terms = vocabulary(system)
    heard = {f"{t.machine}.{t.event}" for ts in system.routes.values() for t in ts}
    alone = {f"{machine}.{event}" for machine, event in system.spontaneous}
    ticks = {each for each in heard - alone if each.endswith(".tick")}
    assert set(terms) == (heard | alone) - ticks
    assert all(term.direction in DIRECTIONS and term.name == name for name, term in terms.items())


def test_vocabulary_of_cpd_tells_directions():
    """OCS hears, sends, is ordered, and does by itself what the connection to CPD Server says."""
    ways = {name: term.direction for name, term in vocabulary(WARM).items()}
    assert ways["link.dropped"] == "in"
    assert ways["backup_wire.connect"] == ways["call.request"] == "out"
    assert ways["session.start"] == "command"
    assert ways["record.claim"] == "own"
    assert vocabulary(SYSTEMS["ocm_login"])["ocm.log_in"].direction == "command"  # fair, by hand
    assert ways["primary.crash"] == "world"
    assert ways["clock.tick"] == "time"
    assert ways["session.lost"] == "inner"
    assert vocabulary(WARM)["detector.sent"].device
    assert not vocabulary(WARM)["call.request"].device


def test_judge_follows_a_reconnection_in_any_order_of_its_messages():
    """What one event causes comes in any order, but after it, and all of it before it settles."""
    judge = judged()
    for said in (SAID, SAID[::-1]):
        assert follow(judge.start, [*DIALED, *LOST, *said, SETTLED])
    assert follow(judge.start, [*DIALED, LOST[0], *SAID]) is None
    end = follow(judge.start, [*DIALED, *LOST, *SAID[:2]])
    assert end.owed() == [("statistics.loss", None)]
    assert end.settled() is None


def test_judge_refuses_a_second_request_of_a_record():
    """A record is requested once."""
    judge = judged()
    node = follow(judge.start, DIALED)
    assert node.after(("call.request", 0)) is None
    assert ("call.request", 0) not in node.allowed()


def test_judge_keeps_every_state_that_is_possible():
    """A record that may be claimed unseen is in two states, and a request tells which."""
    node = follow(judged().start, [*CONNECTED, ("session.start", None)])
    assert {state["record 1"] for state in node.states()} == {"ready", "claimed"}
    assert len(node.after(("call.request", 0)).states()) == 1


def test_judge_notices_what_stands_still():
    """What the process does by itself may wait for as many ticks as its patience, and no more."""
    for patience in (1, 3):
        node = follow(judged(patience=patience).start, [*CONNECTED, ("session.start", None)])
        assert node.due() == [("record.claim", 0), ("record.hand_over", 0)]
        # A record may be claimed after `patience` ticks, and handed over as many later.
        assert follow(node, [TICKED] * 2 * patience)
        assert follow(node, [TICKED] * (2 * patience + 1)) is None
    node = follow(judged(patience=None).start, [*CONNECTED, ("session.start", None)])
    assert follow(node, [TICKED] * 20)


def test_judge_grants_a_clock_its_tolerance():
    """With a tolerance a timer may end one tick sooner or later, and not two."""
    refused = [*CONNECTED[:3], ("primary_wire.decline", None), ("link.refused", None), SETTLED]
    retry = ("backup_wire.connect", None)
    exact = follow(judged().start, refused)
    waits = next(n for n in range(9) if follow(exact, [*[TICKED] * n, retry]))
    assert [bool(follow(exact, [*[TICKED] * n, retry])) for n in range(4)] == [
        n == waits for n in range(4)
    ]
    loose = follow(judged(tolerance=1).start, refused)
    assert [bool(follow(loose, [*[TICKED] * n, retry])) for n in range(4)] == [
        abs(n - waits) <= 1 for n in range(4)
    ]


def test_judge_allows_what_may_happen_unseen():
    """Where the world is not seen, a loss may come at any time; what is absent never happens."""
    unseen = [each for each in [*DIALED, *LOST, *SAID] if each[0].partition(".")[0] != "primary"]
    unseen.remove(("primary_wire.accept", None))
    assert follow(judged(world=False).start, unseen)
    assert follow(judged().start, unseen) is None
    causes = [name for name, t in vocabulary(WARM).items() if t.direction == "world"]
    causes = [name for name in causes if name.startswith(("primary.", "primary_wire."))]
    kept = [name for name in causes if name != "primary_wire.accept"]
    assert follow(judged(world=False, absent=kept).start, unseen) is None


def test_judge_takes_a_gap_for_anything():
    """After a gap a second loss is possible, and before it it is not."""
    judge = judged()
    node = follow(judge.start, [*DIALED, *LOST, *SAID])
    assert node.after(("link.dropped", None)) is None
    assert judge.anything(node).after(("primary.crash", None))


def test_judge_bounds_what_it_keeps(monkeypatch):
    """Where too much is possible nothing is decided."""
    monkeypatch.setattr(automaton, "ELEMENTS_MAX", 3)
    with pytest.raises(UndecidedError, match="observe more"):
        follow(judged(world=False).start, [("link.start", None)])


def test_invalid_name_of_what_is_observed():
    """A name that the system has not is refused with the nearest one."""
    with pytest.raises(UsageError, match=r"primary_wire\.connect"):
        Observation.of(WARM, observes=["primary_wire.conect"])


@pytest.mark.parametrize("name", ["cpd_warm_addp", "db_warm", "pool_calls", "tserver_warm"])
def test_pairs_allow_every_run_of_several_members(name):
    """A run of two members, seen by the first and the single machines, is a run among any number.

    `symbols` are all in causal order; those of the second member are left out.
    """
    system, chance = SYSTEMS[name], random.Random(7)
    seen = Observation.of(system, patience=None)
    exact, alone = Concrete(seen, 2), Judge(Pairs(seen))
    for _ in range(6):
        state, node = exact.start, alone.start
        for _ in range(25):
            move = chance.choice(exact.moves(state))
            forest, state = move.forest, move.after
            while forest:
                symbol = chance.choice(forest)[0]
                forest = chance.choice(consumed(forest, symbol))
                if symbol[1] != 1:
                    node = node.after(symbol)
                    assert node, symbol


def test_resembling_names_the_wrong_design_and_its_clauses():
    """A run that only wrong designs allow names them, their properties, and what was due."""
    judge = judged()
    run = [*CONNECTED, *LOST, ("primary_wire.connect", None)]
    assert follow(judge.start, run[:-1])
    assert follow(judge.start, run) is None
    found = resembling(judge.seen, run, 1)
    assert "tries_the_lost_server_first" in {mutant.name for mutant in found}
    assert "CPD-6" in {clause for claim in violated(found, WARM) for clause in claim.clauses}
    assert due_clauses(judge, run)[0] == "CPD-6"
