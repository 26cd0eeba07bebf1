"""rumur: a Murphi checker, with two threads, with and without the symmetry of its scalarsets."""

import re
from platform import machine

from peers.answer import Aborted, Answer
from peers.models import murphi
from peers.task import Task, last_line

COUNTS = re.compile(r"^\s*(\d+) states, (\d+) rules fired", re.M)
FIRED = re.compile(r"^Rule .* fired\.$", re.M)
# On x86 its threads need a compare-and-swap of 16 bytes, which must be asked for.
WIDE = ("-mcx16",) if machine() == "x86_64" else ()
BUILD = ("gcc", "-std=c11", "-O3", "-march=native", *WIDE, "-o", "cpd", "cpd.c", "-lpthread")


def tasks(question, k):
    """One task; none for liveness, which rumur decides only in part."""
    if question == "live":
        return []
    # Two threads may find a longer way to the bug first.
    threads = "1" if question == "bug" else "2"
    symmetry = "off" if question == "count" else "heuristic"
    generate = (
        "rumur", "--symmetry-reduction", symmetry, "--scalarset-schedules", "off",
        "--deadlock-detection", "off", "--pack-state", "off", "--threads", threads,
        "--output", "cpd.c", "cpd.m",
    )  # fmt: skip
    name = "rumur, two threads" if threads == "2" else "rumur, one thread"
    if question != "count":
        name += ", symmetry without schedules"
    text = murphi.model(k, bug=question == "bug")
    return [Task(name, question, k, ("./cpd",), read, {"cpd.m": text}, (generate, BUILD))]


def read(done, question):
    """rumur's answer. Raises Aborted where it did not come to its end."""
    counts = COUNTS.findall(done.text)
    if not counts or "Status:" not in done.text:
        raise Aborted(f"rumur: {last_line(done.text)}")
    holds = "No error found." in done.text
    if holds == bool(done.code):
        raise Aborted(f"rumur: exit code {done.code}: {last_line(done.text)}")
    if question == "bug":
        return Answer(holds, length=len(FIRED.findall(done.text)))
    states, fired = map(int, counts[-1])
    return Answer(holds, states, fired)
