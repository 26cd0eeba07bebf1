"""Measures replay: lines a second and memory, on a log of many sessions and members.

    python tests/bench_replay.py [--lines 5000000] [--rounds 3] [--parts]

One random run is written once, and repeated as other sessions, interleaved, up to the wanted size.
Prints the rows of docs/performance.md: medians of the rounds, each in a process of its own.
"""

import argparse
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from log_writer import events, ndjson

from dialonce.replay.judging import judge_stream
from dialonce.replay.question import Question

SYSTEM, TICK = "cpd_warm", 0.1
ONCE, SESSIONS, LIVE, PIECE = 100_000, 4, 200, 500  # lines, sessions and members of the run


def write_log(path, lines):
    """A log of so many lines, in sessions that run side by side."""
    seen = Question(SYSTEM, tick_seconds=TICK).observation(True)
    run = ndjson(events(seen, random.Random(1), ONCE, SESSIONS, LIVE, TICK)).splitlines(True)
    copies = max(1, lines // ONCE)
    with open(path, "wb") as log:
        log.write(ndjson([], {"dialonce": 1, "system": SYSTEM, "tick_seconds": TICK}))
        for at in range(0, ONCE, PIECE):
            piece = b"".join(run[at : at + PIECE])
            for copy in range(copies):
                log.write(piece.replace(b'"session":"s', b'"session":"s%d.' % copy))


def judged(path):
    """In a process of its own: seconds of the processor, lines, members, peak memory."""
    began = time.process_time()
    with open(path, "rb", buffering=0) as log:
        outcome = judge_stream(log.read, Question())
    seconds = time.process_time() - began
    assert outcome.verdict == "HOLDS", outcome
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(seconds, outcome.lines, outcome.sessions, outcome.members, peak)


def measured(path, rounds):
    """The median seconds, and lines, sessions, members and the largest memory."""
    found = []
    for _ in range(rounds):
        command = [sys.executable, __file__, "--judge", str(path)]
        out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        found.append([float(word) for word in out.split()])
    seconds = statistics.median(each[0] for each in found)
    return seconds, *map(int, found[0][1:4]), max(each[4] for each in found)


def in_parts(path, by):
    """Seconds by the clock, with all cores, of a log that DuckDB deals out."""
    from dialonce.replay.partition import judge_file

    began = time.perf_counter()
    outcome = judge_file(str(path), Question(), by)
    assert outcome.verdict == "HOLDS", outcome
    return time.perf_counter() - began


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--lines", type=int, default=5_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--parts", action="store_true")
    parser.add_argument("--judge")
    asked = parser.parse_args()
    if asked.judge:
        return judged(asked.judge)
    print("| log | MB | sessions | members | seconds | lines a second | peak memory, MB |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as folder:
        for lines in sorted({min(500_000, asked.lines), asked.lines}):
            path = Path(folder) / "log.ndjson"
            write_log(path, lines)
            seconds, count, sessions, members, peak = measured(path, asked.rounds)
            size = os.path.getsize(path) / 1e6
            print(f"| {count:,} lines | {size:,.0f} | {sessions} | {members:,} | {seconds:.1f} | "
                  f"{count / seconds:,.0f} | {peak:.0f} |", flush=True)  # fmt: skip
        for by in ("session", "member") if asked.parts else ():
            seconds = in_parts(path, by)
            print(f"| {count:,} lines, in parts by {by}, by the clock | {size:,.0f} | {sessions} | "
                  f"{members:,} | {seconds:.1f} | {count / seconds:,.0f} | |")  # fmt: skip
    return None


if __name__ == "__main__":
    main()
