"""Writes cpd(K) in Promela, for Spin.

Every transition is one d_step over bit fields, so that nothing interleaves and the vector is short;
the statuses are numbered so that those which expire come last, and a loss adds two.
"""

STATUSES = ("READY", "DONE", "STALE", "REQUESTED", "DIALING", "LOST_REQ", "LOST_CALL")
LINKS = ("ON_P", "ON_B", "SEEK_B", "SEEK_P")  # the link is on a server: below SEEK_B
STATE = "bit p = 1, b = 1, runs = 1; unsigned link : 2 = ON_P;"


def safety(k, bug=False):
    """One process, with the invariants as an option that fails where one of them is broken."""
    options = [*_of_the_records(k), *_expiries(k), *_of_the_world()]
    return _text(k, bug, _process("cpd", [*options, _broken(k)]))


def liveness(k, asked=None):
    """A process for each expiry, so that Spin's weak fairness of processes is that of expire.

    The property is asked of the first `asked` records, or of all.
    """
    processes = [_process("cpd", [*_of_the_records(k), *_of_the_world()])]
    processes += [_process(f"expire{r}", [option]) for r, option in enumerate(_expiries(k))]
    always = " && ".join(f"[] (s{r} >= LOST_REQ -> <> (s{r} == STALE))" for r in range(asked or k))
    return _text(k, False, *processes, f"ltl lost_becomes_stale {{ {always} }}")


def _text(k, bug, *parts):
    names = [*enumerate(STATUSES), *enumerate(LINKS)]
    records = [f"unsigned s{r} : 3 = READY; unsigned n{r} : 2 = 0;" for r in range(k)]
    constants = [f"#define {name} {value}" for value, name in names]
    return "\n".join([*constants, STATE, *records, *_inlines(k, bug), *parts, ""])


def _inlines(k, bug):
    lose = [f"s{r} = (s{r} == REQUESTED || s{r} == DIALING -> s{r} + 2 : s{r})" for r in range(k)]
    retry = [f"s{r} = (s{r} >= LOST_REQ -> READY : s{r})" for r in range(k)] if bug else []
    yield f"inline lose(to) {{ link = to; runs = 0; {'; '.join(lose)} }}"
    yield f"inline connect(to) {{ {'; '.join(['link = to', 'runs = 1', *retry])} }}"


def _process(name, options):
    return "\n".join([f"active proctype {name}() {{ do", *options, "od }"])


def _option(name, guard, *effects):
    return f"  :: d_step {{ {guard} -> {'; '.join(effects)} }}  /* {name} */"


def _of_the_records(k):
    for r in range(k):
        yield _option(f"dial {r}", f"runs && s{r} == READY", f"s{r} = REQUESTED")
        place = f"n{r} = (n{r} < 2 -> n{r} + 1 : 2)"
        yield _option(
            f"deliver {r}", f"link < SEEK_B && s{r} == REQUESTED", f"s{r} = DIALING", place
        )
        yield _option(f"result {r}", f"link < SEEK_B && s{r} == DIALING", f"s{r} = DONE")


def _expiries(k):
    return [_option(f"expire {r}", f"s{r} >= REQUESTED", f"s{r} = STALE") for r in range(k)]


def _of_the_world():
    for server, on, seek in (("p", "ON_P", "SEEK_B"), ("b", "ON_B", "SEEK_P")):
        yield _option(f"crash {server}", f"{server} && link != {on}", f"{server} = 0")
        lose = f"lose({seek})"
        yield _option(
            f"crash {server}, link lost", f"{server} && link == {on}", f"{server} = 0", lose
        )
        yield _option(f"restore {server}", f"!{server}", f"{server} = 1")
        yield _option(f"drop {server}", f"link == {on}", lose)
    for server, other in (("b", "p"), ("p", "b")):
        seek, on = f"link == SEEK_{server.upper()}", f"ON_{server.upper()}"
        yield _option(f"connect {server}", f"{seek} && {server}", f"connect({on})")
        yield _option(f"giveup {server}", f"{seek} && !{server}", f"link = SEEK_{other.upper()}")


def _broken(k):
    wrong = ["runs && link >= SEEK_B", *(f"n{r} > 1" for r in range(k))]
    wrong += [f"s{r} == DONE && n{r} != 1" for r in range(k)]
    return _option("invariants", " || ".join(f"({each})" for each in wrong), "assert(false)")
