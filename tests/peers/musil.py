"""musil: a checker in Python, whose models are Python; symmetry by sorting the records."""

import json
from pathlib import Path

from peers.answer import Aborted, Answer
from peers.task import Task, last_line

MODEL = Path(__file__).parent / "models" / "musil_cpd.py"


def tasks(question, k, python):
    """One task for each question, and two for liveness."""
    name = "musil, sorted records" if question in ("symmetric", "bug") else "musil"
    asked = {name: question} | (
        {f"{name}, asked of one record": "one"} if question == "live" else {}
    )
    return [
        Task(each, question, k, (str(python), str(MODEL), str(k), word), read)
        for each, word in asked.items()
    ]


def read(done, question):
    """The answer of our model's program. Raises Aborted where it did not come to its end."""
    try:
        said = json.loads(last_line(done.text))
    except ValueError:
        said = None
    if done.code or not isinstance(said, dict) or said["truncated"]:
        raise Aborted(f"musil: {last_line(done.text)}")
    if question == "bug":
        return Answer(said["holds"], length=said["length"], search=said["seconds"])
    return Answer(said["holds"], said["states"], search=said["seconds"])
