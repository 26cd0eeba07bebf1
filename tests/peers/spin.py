"""Spin: depth first, breadth first, and breadth first on two cores, every state kept in full."""

import re
from functools import partial
from math import ceil, log2

from peers import cpd
from peers.answer import Aborted, Answer
from peers.models import promela
from peers.task import Task, last_line, number

# Partial order reduction finds nothing to leave out here, so it would only cost.
SAFE = ("-O3", "-DSAFETY", "-DNOREDUCE", "-DNOBOUNDCHECK")
# On several cores it keeps hashes of states only, and may lose some, unless told -DNO_HC.
HASHES = "Spin, breadth first, two cores, hashes only"
VARIANTS = {
    "Spin, depth first": (),
    "Spin, breadth first": ("-DBFS",),
    "Spin, breadth first, two cores": ("-DBFS_PAR", "-DNO_HC"),
    HASHES: ("-DBFS_PAR",),
}
SPIN = ("spin", "-a", "cpd.pml")
WHOLE, HASHED = "Full statespace search", "Hash-Compact 4 search"
STATES = re.compile(r"^\s*(\d+) states, stored", re.M)
TRANSITIONS = re.compile(r"^\s*(\d+) transitions \(= ", re.M)
LEVELS = re.compile(r"depth reached (\d+)")
ERRORS = re.compile(r"errors: (\d+)")
BROKEN_AT = re.compile(r"assertion violated .*\(at depth (\d+)\)")
ELAPSED = re.compile(r"^pan: elapsed time ([\d.e+-]+) seconds", re.M)
# Spin exits with 0 whatever happens, and gives counts also where it met one of these.
LIMITS = (
    "max search depth too small", "out of memory", "reached -DMEMLIM bound",
    "hash table is full", "states lost", "Search incomplete",
)  # fmt: skip


def tasks(question, k, names=tuple(VARIANTS)):
    """The variants that answer the question: all, the one for liveness, or the shortest trace."""
    if question == "live":
        return [
            _liveness("Spin -a -f", k, k),
            _liveness("Spin -a -f, asked of one record", k, 1),
        ]
    if question == "bug":
        return [_task("Spin, breadth first", "bug", k, promela.safety(k, bug=True), 20)]
    slots = max(20, ceil(log2(cpd.states(k))))
    return [_task(name, "count", k, promela.safety(k), slots) for name in names]


def _task(name, question, k, text, slots):
    build = ("gcc", *SAFE, *VARIANTS[name], "-o", "pan", "pan.c")
    cores = ("-u2",) if "-DBFS_PAR" in build else ()
    command = ("./pan", f"-w{slots}", "-m100000", *cores)
    reader = partial(read, kept=HASHED if name == HASHES else WHOLE)
    return Task(name, question, k, command, reader, {"cpd.pml": text}, (SPIN, build))


def _liveness(name, k, asked):
    # Weak fairness needs room for each process, the property's included: 4 N - 2 of them.
    room = f"-DNFAIR={(k + 3) // 4 + 1}"
    build = ("gcc", "-O3", "-DNOREDUCE", "-DNOBOUNDCHECK", room, "-o", "pan", "pan.c")
    slots = max(20, ceil(log2(cpd.states(k))) + 2)
    command = ("./pan", "-a", "-f", f"-w{slots}", "-m1000000")
    files = {"cpd.pml": promela.liveness(k, asked)}
    return Task(name, "live", k, command, read, files, (SPIN, build))


def read(done, question, kept=WHOLE):
    """Spin's answer. Raises Aborted where it hit a limit, failed, or kept states otherwise."""
    text = done.text
    limits = [limit for limit in LIMITS if limit in text]
    if limits or done.code:
        raise Aborted(f"Spin: {limits[0] if limits else last_line(text)}")
    if kept not in text:
        raise Aborted(f"Spin: this was no {kept}")
    errors, states = number(ERRORS, text), number(STATES, text)
    if question == "bug":
        return Answer(errors == 0, length=number(BROKEN_AT, text))
    if "Search not completed" in text and not errors:
        raise Aborted("Spin: Search not completed")
    if question == "live":
        return Answer(errors == 0, search=_seconds(text))
    # Spin counts the initial state among the transitions, as one that was stored.
    depth = number(LEVELS, text) if "Breadth-First Search" in text else None
    return Answer(errors == 0, states, number(TRANSITIONS, text) - 1, depth, search=_seconds(text))


def _seconds(text):
    """Spin's own count, in hundredths; None where it is too short to tell."""
    found = ELAPSED.search(text)
    seconds = float(found[1]) if found else 0.0
    return seconds if seconds >= 0.1 else None
