"""Large logs: DuckDB deals the lines out into parts on disk, and each part is judged by itself.

Members do not see each other, so that a part is all lines of some sessions, or of some members and
of the machines that exist once. The judge reads the lines as they are in the log.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from dialonce.errors import UsageError
from dialonce.parallel import cores
from dialonce.replay.blocks import Block
from dialonce.replay.judging import Judging
from dialonce.replay.line import LINE_BYTES_MAX
from dialonce.replay.outcome import Outcome
from dialonce.replay.question import Question
from dialonce.replay.reader import Reader
from dialonce.replay.tracker import SINGLE

PART_BYTES, PARTS_MAX = 64 << 20, 256
MEMORY, HELD_BYTES_MAX = "512MB", 8 << 20
ROWS_AT_ONCE = 4_000

# Latin-1 keeps every byte. A line that concerns all members, or all sessions, goes to all parts.
LINES = f"""
    SELECT row_number() OVER () AS number, coalesce(line, '') AS text, length(text) AS long,
      coalesce(long <= {LINE_BYTES_MAX} AND json_valid(text), false) AS valid
    FROM read_csv($log, columns = {{'line': 'VARCHAR'}}, delim = chr(1), quote = '', escape = '',
      header = false, auto_detect = false, encoding = 'latin-1', strict_mode = false,
      new_line = '\\r\\n', max_line_size = $longest)
"""
TYPES = """
    SELECT *, CASE WHEN valid THEN json_type(text, '$.event') END AS event_type,
      CASE WHEN valid THEN json_type(text, '$.member') END AS member_type,
      CASE WHEN valid THEN json_type(text, '$.session') END AS session_type
    FROM (LINES)
""".replace("LINES", LINES)
NAMES = "('VARCHAR', 'UBIGINT', 'BIGINT', 'HUGEINT', 'UHUGEINT', 'NULL')"
KEYS = f"""
    SELECT number,
      CASE WHEN long > {LINE_BYTES_MAX} THEN chr(0) || 'too long' ELSE text END AS line,
      valid AND coalesce(event_type, 'VARCHAR') = 'VARCHAR'
        AND coalesce(member_type, 'NULL') IN {NAMES}
        AND coalesce(session_type, 'NULL') IN {NAMES} AS sound,
      trim(text) <> '' AND NOT sound AS damaged,
      CASE WHEN sound THEN json_extract_string(text, '$.event') END AS event,
      CASE WHEN sound AND event IS NULL THEN json_extract_string(text, '$.gap') = 'true' END AS gap,
      CASE WHEN sound THEN nullif(member_type, 'NULL') || json_extract_string(text, '$.member')
        END AS member,
      CASE WHEN sound THEN nullif(session_type, 'NULL') || json_extract_string(text, '$.session')
        END AS session
    FROM ({TYPES})
"""
PARTS = """
    SELECT number, damaged, line, unnest(CASE
        WHEN member IS NULL AND ALONE AND (coalesce(list_contains($shared, event), false)
          OR coalesce(gap, false) OR ($partial AND damaged)) THEN range(COUNT)
        WHEN OWN IS NULL THEN [0]
        ELSE [(hash(session, OWN) % COUNT)::BIGINT] END) AS part
    FROM (KEYS) WHERE number > $skip
"""
COPIED = """CASE WHEN damaged AND part > 0 THEN '{"gap":true}' ELSE line END"""


def judge_file(log: str, question: Question, by: str, parts: int | None = None) -> Outcome:
    """Judge a file in parts, by "session" or by "member". Errors: UsageError, UndecidedError.

    Needs DuckDB, and room for a copy of the log where temporary files go.
    """
    duckdb = _duckdb()
    if not os.path.isfile(log):
        raise UsageError(f"cannot deal out {log}: it is no file; leave out --partition")
    with open(log, "rb", buffering=0) as file:
        header = Reader(file.read).header
    question = question.with_header(header)
    question.kinds()
    size = os.path.getsize(log)
    count = parts or min(PARTS_MAX, max(cores(), size // PART_BYTES + 1))
    with tempfile.TemporaryDirectory(prefix="dialonce-") as folder:
        try:
            _deal(duckdb, log, folder, by, count, question, header is not None)
        except duckdb.Error as error:
            first = str(error).split("\n")[0]
            raise UsageError(f"cannot deal out {log}: {first}; leave out --partition") from error
        return _judge_parts(folder, question, count, header is not None)


def _duckdb() -> Any:
    try:
        import duckdb
    except ImportError as error:
        raise UsageError("--partition needs DuckDB: pip install 'dialonce[logs]'") from error
    return duckdb


def _deal(
    duckdb: Any, log: str, folder: str, by: str, count: int, question: Question, headed: bool
) -> None:  # fmt: skip
    """Write the parts as Parquet, one folder each."""
    alone = "session IS NULL" if by == "session" else "true"
    query = PARTS.replace("KEYS", KEYS).replace("ALONE", alone)
    query = query.replace("COUNT", str(count)).replace("OWN", by)
    with duckdb.connect() as base:
        base.execute(f"SET memory_limit = '{MEMORY}'")
        base.execute(f"SET temp_directory = '{folder}/spill'")
        base.execute(
            f"COPY (SELECT number, part, {COPIED} AS line FROM ({query})) "
            f"TO '{folder}/parts' (FORMAT parquet, PARTITION_BY (part))",
            {
                "log": log, "longest": HELD_BYTES_MAX, "partial": question.partial,
                "shared": [name for name, kind in question.kinds().items() if kind == SINGLE],
                "skip": int(headed),
            },
        )  # fmt: skip


def _judge_parts(folder: str, question: Question, count: int, headed: bool) -> Outcome:
    """Judge the parts, several at a time, and put together what came out."""
    total = Outcome(question.system or "", question.first)
    tasks = [(folder, question, headed, part) for part in range(count)]
    if cores() < 2 or count < 2:
        for task in tasks:
            total.merge(_judge_part(task))
        return total
    with ProcessPoolExecutor(min(cores(), count), get_context("spawn")) as pool:
        try:
            for outcome in pool.map(_judge_part, tasks):
                total.merge(outcome)
        except KeyboardInterrupt:
            pool.shutdown(wait=False, cancel_futures=True)
            total.interrupted = True
    return total


def _judge_part(task: tuple[str, Question, bool, int]) -> Outcome:
    """Judge one part."""
    folder, question, headed, part = task
    judging = Judging(question, headed=headed)
    for block in _blocks(Path(folder) / "parts" / f"part={part}"):
        judging.block(block)
    return judging.end()


def _blocks(part: Path) -> Iterator[Block]:
    """The lines of a part with their numbers, in their order."""
    if not part.is_dir():
        return
    with _duckdb().connect() as base:
        base.execute(f"SET memory_limit = '{MEMORY}'")
        base.execute("SET threads = 1")
        base.execute(f"SET temp_directory = '{part}.spill'")
        found = base.execute(
            f"SELECT number, line FROM read_parquet('{part}/*.parquet') ORDER BY number"
        )
        while rows := found.fetchmany(ROWS_AT_ONCE):
            text = "\n".join([line for _, line in rows]) + "\n"
            yield Block([number for number, _ in rows], text.encode("latin-1"))
