"""TLC with two workers, from the jar that a package of the Python index carries."""

import re

from peers.answer import Aborted, Answer
from peers.models import tla
from peers.task import Task, last_line

COUNTS = re.compile(
    r"^(\d+) states generated, (\d+) distinct states found, 0 states left on queue\.", re.M
)
DEPTH = re.compile(r"^The depth of the complete state graph search is (\d+)\.", re.M)
STATE = re.compile(r"^State \d+: ", re.M)
DONE = "Model checking completed. No error has been found."
BEGIN = "Computing initial states..."


def tasks(question, k, jar):
    """One task for each question."""
    # Two workers may find a longer way to the bug first.
    workers = "1" if question == "bug" else "2"
    command = (
        "java", "-XX:+UseParallelGC", "-cp", str(jar), "tlc2.TLC", "-workers", workers,
        "-deadlock", "-lncheck", "final", "-config", "cpd.cfg", "cpd",
    )  # fmt: skip
    name = "TLC, one worker" if workers == "1" else "TLC, two workers"
    name += ", symmetry" if question == "symmetric" else ""
    files = {"cpd.tla": tla.module(), "cpd.cfg": tla.configuration(k, question)}
    return [Task(name, question, k, command, read, files)]


def read(done, question):
    """TLC's answer. Raises Aborted where it did not come to its end."""
    text = done.text
    if question == "bug" and "Error: Invariant PlacedAtMostOnce is violated." in text:
        return Answer(False, length=len(STATE.findall(text)) - 1)
    if question == "live" and "Temporal properties were violated." in text:
        return Answer(False)
    counts, depth = COUNTS.findall(text), DONE in text and DEPTH.search(text)
    if not counts or not depth or done.code:
        raise Aborted(f"TLC: {_complaint(text)}")
    generated, distinct = map(int, counts[-1])
    search = done.seconds_at(DONE) - done.seconds_at(BEGIN) if done.stamps else None
    # It generates the initial state, too, and counts states along the longest way.
    return Answer(True, distinct, generated - 1, int(depth[1]) - 1, search=search)


def _complaint(text):
    errors = [line for line in text.splitlines() if "Error" in line or "Exception" in line]
    return errors[0] if errors else last_line(text)
