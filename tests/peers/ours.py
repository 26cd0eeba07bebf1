"""dialonce, through its public command line, in a process of its own."""

import json
import sys
from pathlib import Path

from peers.answer import Aborted, Answer
from peers.task import Task, last_line

COMMAND = str(Path(sys.executable).parent / "dialonce")
FLAGS = {
    "count": ("--no-symmetry",),
    "symmetric": (),
    "bug": ("--mutant", "seeded_double_dial", "--first"),
    "live": (),
}
PLACED_ONCE = "a_yardstick_record_is_placed_at_most_once"


def tasks(question, k):
    """One task for each question; with symmetry wherever it is not switched off."""
    name = "dialonce" if question == "count" else "dialonce, symmetry"
    command = (COMMAND, "check", "reference", "--records", str(k), *FLAGS[question], "--json")
    return [Task(name, question, k, command, read)]


def read(done, question):
    """Our answer. Raises Aborted where it is UNDECIDED, or was no answer at all."""
    try:
        (system,) = json.loads(done.text)["systems"]
    except (ValueError, KeyError, TypeError) as error:
        raise Aborted(f"dialonce: {last_line(done.text)}") from error
    verdict = system["verdict"]
    if question == "bug" and verdict == "VIOLATED":
        found = {claim["name"]: claim for claim in system["properties"]}
        return Answer(False, length=len(found[PLACED_ONCE]["trace"]))
    if verdict not in ("HOLDS", "VIOLATED") or not system["complete"]:
        raise Aborted(f"dialonce: {verdict}: {system['why']}")
    counts = system["states"], system["transitions"], system["depth"]
    search = system["search_seconds"] if question in ("count", "symmetric") else system["seconds"]
    return Answer(verdict == "HOLDS", *counts, search=search)
