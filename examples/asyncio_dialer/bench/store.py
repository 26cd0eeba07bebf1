"""What the servers keep on disk: the calls of the switch, and the calling list.

A file of SQLite, or a URL of PostgreSQL.
"""

import sqlite3
from functools import partial
from typing import Any

from .postgres import connect, is_postgres, transaction

TABLES = (
    "create table if not exists calls (record integer, attempt integer, state text)",
    "create table if not exists rows (record integer primary key, state text)",
    "create table if not exists outcomes (record integer, number integer, outcome text,"
    " primary key (record, number))",
)


class Store:
    """A database; each method is one transaction."""

    def __init__(self, url: str):
        self.base: Any
        if is_postgres(url):
            self.mark, self.base = "%s", connect(url)
            self.transaction = partial(transaction, self.base, url)
        else:
            self.mark, self.base = "?", sqlite3.connect(url, timeout=10)
            self.transaction = lambda: self.base  # which commits, and stays open
            self.base.execute("pragma journal_mode=wal")
            self.base.execute("pragma synchronous=normal")

    def run(self, *statements: tuple[str, tuple[Any, ...]]) -> list[Any]:
        """Run statements in one transaction; the rows of the last one."""
        with self.transaction():
            cursor = self.base.cursor()
            for text, values in statements:
                cursor.execute(text.replace("?", self.mark), values)
            return cursor.fetchall() if cursor.description else []

    def begin(self, records: int) -> None:
        """An empty switch, and a calling list of so many ready rows."""
        self.run(*[(table, ()) for table in TABLES])
        self.run(*[(f"delete from {name}", ()) for name in ("calls", "rows", "outcomes")])
        self.run(*[("insert into rows values (?, 'ready')", (n,)) for n in range(records)])

    def place(self, record: int, attempt: int) -> None:
        """The switch places a call."""
        self.run(("insert into calls values (?, ?, 'placed')", (record, attempt)))

    def calls(self, record: int) -> list[tuple[int, str]]:
        """The calls that were placed for a record."""
        return self.run(("select attempt, state from calls where record = ?", (record,)))

    def fetch(self, record: int) -> None:
        """Mark a row as retrieved."""
        self.run(("update rows set state = 'retrieved' where record = ? and state = 'ready'",
                  (record,)))  # fmt: skip

    def write(self, record: int, outcome: str) -> None:
        """Store an outcome; one that comes again changes nothing."""
        self.run(
            ("insert into outcomes values (?, 1, ?) on conflict do nothing", (record, outcome)),
            ("update rows set state = 'final' where record = ?", (record,)),
        )

    def end(self) -> None:
        """Close the database."""
        self.base.close()
