"""Spin: depth first, breadth first, and breadth first on two cores, every state kept in full."""

import re
from math import ceil, log2

from peers import cpd
from peers.answer import Aborted, Answer
from peers.models import promela
from peers.task import Task, last_line, number

# Partial order reduction finds nothing to leave out here, so it would only cost.
SAFE = ("-O3", "-DSAFETY", "-DNOREDUCE", "-DNOBOUNDCHECK")
# Breadth first on several cores keeps hashes only, unless told otherwise.
VARIANTS = {
    "Spin, depth first": (),
    "Spin, breadth first": ("-DBFS",),
    "Spin, breadth first, two cores": ("-DBFS_PAR", "-DNO_HC"),
}
CORES = {"Spin, breadth first, two cores": ("-u2",)}
STATES = re.compile(r"^\s*(\d+) states, stored", re.M)
TRANSITIONS = re.compile(r"^\s*(\d+) transitions \(= ", re.M)
LEVELS = re.compile(r"depth reached (\d+)")
ERRORS = re.compile(r"errors: (\d+)")
BROKEN_AT = re.compile(r"assertion violated .*\(at depth (\d+)\)")
ELAPSED = re.compile(r"^pan: elapsed time ([\d.e+-]+) seconds", re.M)
LIMITS = ("max search depth too small", "out of memory", "reached -DMEMLIM", "hash table full")


def tasks(question, k, names=tuple(VARIANTS)):
    """The variants that answer the question: all, the one for liveness, or the shortest trace."""
    if question == "live":
        return [_liveness(k)]
    if question == "bug":
        return [_task("Spin, breadth first", "bug", k, promela.safety(k, bug=True), 20)]
    slots = max(20, ceil(log2(cpd.states(k))))
    return [_task(name, "count", k, promela.safety(k), slots) for name in names]


def _task(name, question, k, text, slots):
    build = ("gcc", *SAFE, *VARIANTS[name], "-o", "pan", "pan.c")
    command = ("./pan", f"-w{slots}", "-m100000", *CORES.get(name, ()))
    return Task(name, question, k, command, read, {"cpd.pml": text}, (SPIN, build))


def _liveness(k):
    # Weak fairness counts processes, and Spin must be told when there are more than five or so.
    many = ("-DNFAIR=3",) if k + 1 >= 7 else ()
    build = ("gcc", "-O3", "-DNOREDUCE", "-DNOBOUNDCHECK", *many, "-o", "pan", "pan.c")
    slots = max(20, ceil(log2(cpd.states(k))) + 2)
    command = ("./pan", "-a", "-f", f"-w{slots}", "-m1000000")
    files = {"cpd.pml": promela.liveness(k)}
    return Task("Spin -a -f", "live", k, command, read, files, (SPIN, build))


SPIN = ("spin", "-a", "cpd.pml")


def read(done, question):
    """Spin's answer. Raises Aborted where it hit a limit, failed, or kept less than whole states."""
    text = done.text
    limits = [limit for limit in LIMITS if limit in text]
    if limits or done.code:
        raise Aborted(f"Spin: {limits[0] if limits else last_line(text)}")
    if "Full statespace search for:" not in text:
        raise Aborted("Spin: not an exact search")
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
