"""One question to one checker: how it is asked, and how the answer is read."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field

from peers.answer import Aborted, Answer, judge
from peers.measure import run


@dataclass(frozen=True)
class Task:
    """`question` is count, symmetric, bug or live, about `k` records.

    `files` are written first, then the `build` commands run, then `command`, all in one folder.
    """

    name: str
    question: str
    k: int
    command: tuple[str, ...]
    read: Callable
    files: dict[str, str] = field(default_factory=dict)
    build: tuple[tuple[str, ...], ...] = ()


def perform(task, folder):
    """Ask, measure and judge: one row as plain values. Raises Aborted or Wrong."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, text in task.files.items():
        (folder / name).write_text(text)
    compilation = sum(_built(command, folder) for command in task.build)
    done = run(task.command, folder)
    answer: Answer = task.read(done, task.question)
    judge(task.question, task.k, answer)
    shutil.rmtree(folder)
    search = done.wall if answer.search is None else min(answer.search, done.wall)
    return {
        "states": answer.states, "transitions": answer.transitions, "depth": answer.depth,
        "length": answer.length, "search": search, "start": done.wall - search,
        "compilation": compilation, "whole": done.wall + compilation, "cpu": done.cpu,
        "peak": done.peak,
    }  # fmt: skip


def _built(command, folder):
    done = run(command, folder)
    if done.code:
        raise Aborted(f"{' '.join(command)} failed: {last_line(done.text)}")
    return done.wall


def last_line(text):
    """The last thing that was said."""
    return next((line for line in reversed(text.splitlines()) if line.strip()), "silence")


def number(pattern, text):
    """The last whole number that the pattern finds. Raises Aborted where there is none."""
    found = pattern.findall(text)
    if not found:
        raise Aborted(f"no result: {last_line(text)}")
    return int(found[-1].replace(",", ""))
