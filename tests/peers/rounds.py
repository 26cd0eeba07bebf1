"""Runs the tasks of a section in alternation, round by round, and keeps each round that is done.

A machine drifts within the hour, so that only runs side by side can be compared.
"""

import json
import os
import time

from peers.measure import floor
from peers.task import perform


class Results:
    """The rounds of each section, in one JSON file that is never half written."""

    def __init__(self, path):
        self.path = path
        self.sections = json.loads(path.read_text()) if path.exists() else {}

    def open(self, section, identity, fresh):
        """The section as far as it was measured on the same things; empty otherwise."""
        kept = self.sections.get(section)
        if fresh or not kept or kept["identity"] != identity:
            if kept:
                print(f"{section}: rounds dropped as old: {len(kept['rounds'])}")
            kept = {"identity": identity, "floor": floor(), "rounds": []}
            self.sections[section] = kept
        return kept

    def save(self):
        """Write everything."""
        draft = self.path.with_suffix(".part")
        draft.write_text(json.dumps(self.sections, indent=1))
        draft.replace(self.path)


def measure(results, section, tasks, rounds, identity, fresh, folder):
    """Complete the rounds of a section. Wrong and Aborted lose the round under way only."""
    kept = results.open(section, identity, fresh)
    if len(kept["rounds"]) >= rounds:
        print(f"{section}: rounds measured already: {len(kept['rounds'])}. Again: FRESH=1")
        return
    if section != "counts":
        _warm_up(tasks, folder)
    while len(kept["rounds"]) < rounds:
        at = len(kept["rounds"]) + 1
        load, began = os.getloadavg()[0], time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime())
        rows = [_row(task, f"{section} {at}/{rounds}", folder) for task in tasks]
        kept["rounds"].append({"when": began, "load": load, "rows": rows})
        results.save()


def _warm_up(tasks, folder):
    """Ours once, uncounted: it compiles when it first runs on a machine, and never again."""
    for task in tasks:
        if task.name.startswith("dialonce"):
            perform(task, folder)


def _row(task, label, folder):
    told = perform(task, folder)
    if task.question == "live":
        found = "holds"
    elif task.question == "bug":
        found = f"{told['length']} transitions"
    else:
        found = f"{told['states']:,} states"
    seconds = f"{told['search']:8.2f} s of {told['whole']:8.2f} s"
    print(f"{label:10}  K = {task.k}  {task.name:52} {seconds}  {found}", flush=True)
    return {"name": task.name, "question": task.question, "k": task.k, **told}
