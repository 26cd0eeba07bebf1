"""cpd(K) for musil, and the questions put to it: musil_cpd.py K count|symmetric|bug|live|one.

Runs with a Python that has musil, and prints one JSON object. A state is a flat tuple:
the world as a number, then each record as a number, which is the fastest for musil.
"""

import json
import sys
import time
from functools import partial

from musil import Action, Model, check, explore
from musil.liveness import check_liveness_of

READY, REQUESTED, DIALING, DONE, LOST_REQ, LOST_CALL, STALE = range(0, 21, 3)  # plus placed, 0..2
P, B, RUNS = 1, 2, 4
ON_P, SEEK_B, ON_B, SEEK_P = 0, 8, 16, 24
LINK = 24
LOSE = [c + LOST_REQ - REQUESTED if REQUESTED <= c < DONE else c for c in range(21)]
RETRY = [c % 3 if LOST_REQ <= c < STALE else c for c in range(21)]
assert LOST_CALL - DIALING == LOST_REQ - REQUESTED


def status(code):
    return code - code % 3


def on(world):
    return world & LINK in (ON_P, ON_B)


def record_may(name, r, possible, become):
    """An action of record r: where it is possible, and what the record becomes."""
    at = r + 1
    return Action(
        f"{name}{r}",
        lambda s: possible(s[0], s[at]),
        lambda s: (*s[:at], become(s[at]), *s[at + 1 :]),
    )


def lose(state, world, target):
    return (world & (P | B) | target, *map(LOSE.__getitem__, state[1:]))


def crash(server, here, target, state):
    world = state[0] & ~server
    return lose(state, world, target) if world & LINK == here else (world, *state[1:])


def connect(target, bug, state):
    records = map(RETRY.__getitem__, state[1:]) if bug else state[1:]
    return (state[0] & (P | B) | RUNS | target, *records)


def expires(_, c):
    return REQUESTED <= c < DONE or LOST_REQ <= c < STALE


def records(k):
    for r in range(k):
        yield record_may(
            "dial", r, lambda w, c: w & RUNS and c < REQUESTED, lambda c: c + REQUESTED
        )
        yield record_may(
            "deliver", r, lambda w, c: REQUESTED <= c < DIALING and on(w),
            lambda c: DIALING + min(c % 3 + 1, 2),
        )  # fmt: skip
        yield record_may(
            "result", r, lambda w, c: DIALING <= c < DONE and on(w), lambda c: DONE + c % 3
        )
        yield record_may("expire", r, expires, lambda c: STALE + c % 3)


def world(bug):
    for name, server, here, target in (("P", P, ON_P, SEEK_B), ("B", B, ON_B, SEEK_P)):
        yield Action(
            f"crash{name}", lambda s, server=server: s[0] & server,
            partial(crash, server, here, target),
        )  # fmt: skip
        yield Action(
            f"restore{name}", lambda s, server=server: not s[0] & server,
            lambda s, server=server: (s[0] | server, *s[1:]),
        )  # fmt: skip
        yield Action(
            f"drop{name}", lambda s, here=here: s[0] & LINK == here,
            lambda s, target=target: lose(s, s[0], target),
        )  # fmt: skip
    for name, server, seek, there, other in (
        ("B", B, SEEK_B, ON_B, SEEK_P), ("P", P, SEEK_P, ON_P, SEEK_B),
    ):  # fmt: skip
        yield Action(
            f"connect{name}",
            lambda s, seek=seek, server=server: s[0] & LINK == seek and s[0] & server,
            partial(connect, there, bug),
        )
        yield Action(
            f"giveup{name}",
            lambda s, seek=seek, server=server: s[0] & LINK == seek and not s[0] & server,
            lambda s, other=other: (s[0] & ~LINK | other, *s[1:]),
        )


INVARIANTS = {
    "placed at most once": lambda s: all(c % 3 <= 1 for c in s[1:]),
    "a running session has a link": lambda s: not s[0] & RUNS or on(s[0]),
    "done was placed once": lambda s: all(not DONE <= c < LOST_REQ or c == DONE + 1 for c in s[1:]),
}


def model(k, bug=False):
    start = (P | B | RUNS | ON_P, *[READY] * k)
    return Model(init=[start], actions=[*records(k), *world(bug)], invariants=INVARIANTS)


def sorted_records(state):
    return (state[0], *sorted(state[1:]))


def safe(k, question):
    """A search; with `symmetric` and `bug` states that differ in the order of records are one."""
    merge = None if question == "count" else sorted_records
    result = check(model(k, question == "bug"), max_states=1 << 60, canonicalize=merge)
    return {
        "holds": result.ok, "truncated": result.truncated, "states": result.states_explored,
        "broken": result.invariant, "length": len(result.action_names),
    }  # fmt: skip


def live(k, asked):
    """A lost record becomes stale in the end, asked of the first `asked` records on one graph."""
    graph = explore(model(k), max_states=1 << 60)
    fair = [f"expire{r}" for r in range(k)]
    verdicts = [
        check_liveness_of(
            graph, fair=fair, goal=lambda s, at=r + 1: s[at] >= STALE,
            leadsto_from=lambda s, at=r + 1: LOST_REQ <= s[at] < STALE,
        )
        for r in range(asked)
    ]  # fmt: skip
    return {
        "holds": all(v.ok for v in verdicts), "truncated": graph.truncated,
        "states": len(graph.states), "broken": None, "length": 0,
    }  # fmt: skip


def main(k, question):
    began = time.perf_counter()
    asked = {"live": k, "one": 1}.get(question)
    answer = live(k, asked) if asked else safe(k, question)
    print(json.dumps(answer | {"seconds": time.perf_counter() - began}))


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
