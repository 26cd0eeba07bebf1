"""The yardstick cpd(K): its definition as a plain explorer, and the closed forms of its counts.

Two servers P and B, a link to one of them, a session, and K identical call records.
No peer and nothing of dialonce is needed here, so that all of them are judged by a third party.
"""

from math import comb

UP, DOWN = "up", "down"
ELSEWHERE = {"on_p": "seek_b", "on_b": "seek_p", "seek_b": "seek_p", "seek_p": "seek_b"}
CONNECTED = {"seek_b": "on_b", "seek_p": "on_p"}
LOST = {"requested": "lost_req", "dialing": "lost_call"}
EXPIRING = ("requested", "dialing", "lost_req", "lost_call")
SHORTEST_BUG = 6


def states(k):
    """How many distinct states: 8 kinds of record while the link is up, 6 while it is sought."""
    return 4 * 8**k + 8 * 6**k


def transitions(k):
    """How many transitions, all records told apart."""
    return 12 * 8**k + 24 * 6**k + 28 * k * 8 ** (k - 1) + 16 * k * 6 ** (k - 1)


def depth(k):
    """How many transitions to the farthest state; the same with symmetry."""
    return 3 * k + 3


def states_up_to_symmetry(k):
    """How many states if records have no names: multisets instead of sequences."""
    return 4 * comb(k + 7, 7) + 8 * comb(k + 5, 5)


def transitions_up_to_symmetry(k):
    """How many transitions leave those states; on average each kind holds K/8 or K/6 records."""
    up, sought = comb(k + 7, 7), comb(k + 5, 5)
    return 12 * up + 24 * sought + 28 * k * up // 8 + 16 * k * sought // 6


def initial(k):
    """The first state: (P, B, link, session runs, the records as (status, placed))."""
    return (UP, UP, "on_p", True, (("ready", 0),) * k)


def successors(state):
    """The state after each transition that is possible in `state`."""
    yield from _of_the_records(*state)
    yield from _of_the_servers(*state)
    yield from _of_the_link(*state)


def _of_the_records(p, b, link, runs, records):
    on = link in ("on_p", "on_b")
    for at, (status, placed) in enumerate(records):
        after = []
        if runs and status == "ready":
            after.append(("requested", placed))
        if status == "requested" and on:
            after.append(("dialing", min(placed + 1, 2)))
        if status == "dialing" and on:
            after.append(("done", placed))
        if status in EXPIRING:
            after.append(("stale", placed))
        for record in after:
            yield (p, b, link, runs, (*records[:at], record, *records[at + 1 :]))


def _of_the_servers(p, b, link, runs, records):
    lost = _lost(link, records)
    if p == DOWN:
        yield (UP, b, link, runs, records)
    else:
        yield (DOWN, b, *(lost if link == "on_p" else (link, runs, records)))
    if b == DOWN:
        yield (p, UP, link, runs, records)
    else:
        yield (p, DOWN, *(lost if link == "on_b" else (link, runs, records)))


def _of_the_link(p, b, link, runs, records):
    if link in ("on_p", "on_b"):
        yield (p, b, *_lost(link, records))
    elif (b if link == "seek_b" else p) == UP:
        yield (p, b, CONNECTED[link], True, records)
    else:
        yield (p, b, ELSEWHERE[link], runs, records)


def _lost(link, records):
    return ELSEWHERE[link], False, tuple((LOST.get(status, status), n) for status, n in records)


def counted(k, symmetric=False):
    """Visit every state of cpd(k): (states, transitions, depth). For small k only."""
    seen = level = {initial(k)}
    edges = farthest = 0
    while level:
        reached = set()
        for state in level:
            for *world, records in successors(state):
                edges += 1
                reached.add((*world, tuple(sorted(records)) if symmetric else records))
        level = reached - seen
        seen = seen | level
        farthest += bool(level)
    return len(seen), edges, farthest
