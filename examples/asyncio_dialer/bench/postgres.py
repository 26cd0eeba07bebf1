"""A database in PostgreSQL: a schema for each run, which goes with it. Needs psycopg."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit
from uuid import uuid4

SCHEMES = ("postgresql://", "postgres://")
CONNECT_SECONDS = "10"
PREFIX = "dialer_run_"
LOCK = "hashtextextended(%s, 0)"


class Unavailable(Exception):
    """The database cannot be used; one line says why."""


def is_postgres(url: str) -> bool:
    """Whether a URL is one of PostgreSQL; anything else is a file of SQLite."""
    return url.startswith(SCHEMES)


def connect(url: str) -> Any:
    """A connection without a transaction of its own. Errors: Unavailable."""
    try:
        import psycopg
    except ImportError as error:
        raise Unavailable(
            f"{where(url)} needs psycopg ({one_line(error)}): pip install 'psycopg[binary]'"
        ) from error
    try:
        return psycopg.connect(with_settings(url), autocommit=True)
    except psycopg.Error as error:
        raise Unavailable(f"{where(url)} cannot be opened: {one_line(error)}") from error


@contextmanager
def transaction(base: Any, url: str) -> Iterator[None]:
    """A transaction, committed at its end. Errors: Unavailable."""
    import psycopg

    try:
        with base.transaction():
            yield
    except psycopg.Error as error:
        raise Unavailable(f"{where(url)} fails: {one_line(error)}") from error


def with_settings(url: str, **settings: str) -> str:
    """The URL with settings of the session, and a time limit unless it has one."""
    base, _, query = url.partition("?")
    given = {"connect_timeout": CONNECT_SECONDS} | dict(parse_qsl(query, keep_blank_values=True))
    options = [given.get("options", ""), *(f"-c{name}={value}" for name, value in settings.items())]
    given["options"] = " ".join(filter(None, options))
    return f"{base}?{urlencode({k: v for k, v in given.items() if v}, quote_via=quote)}"


def where(url: str) -> str:
    """The URL as a person may see it: without user, password and settings."""
    split = urlsplit(url)
    return f"{split.scheme}://{split.netloc.rpartition('@')[2]}{split.path}"


def one_line(error: Exception) -> str:
    """What an error says, in one line."""
    return " ".join(str(error).split())


class Schema:
    """A schema of this run alone, so that runs at once, and the tables of others, stay apart.

    A lock that ends with the connection tells that the run lives: what a killed run left is
    dropped by the next one.
    """

    def __init__(self, url: str):
        self.base = connect(url)
        self.name = PREFIX + uuid4().hex
        try:
            self.drop_left()
            self.base.execute(f"select pg_advisory_lock({LOCK})", (self.name,))
            self.base.execute(f"create schema {self.name}")
        except Exception as error:
            self.base.close()
            raise Unavailable(f"{where(url)} gives no schema: {one_line(error)}") from error
        self.url = with_settings(url, search_path=self.name)

    def drop_left(self) -> None:
        """Drop what runs left that live no more."""
        found = "select nspname from pg_namespace where starts_with(nspname, %s)" \
            " and pg_has_role(nspowner, 'usage')"  # fmt: skip
        for (name,) in self.base.execute(found, (PREFIX,)).fetchall():
            free = self.base.execute(f"select pg_try_advisory_lock({LOCK})", (name,)).fetchone()
            if free[0]:
                self.drop(name)
                self.base.execute(f"select pg_advisory_unlock({LOCK})", (name,))

    def drop(self, name: str) -> None:
        """Drop a schema with its tables."""
        self.base.execute(f"drop schema if exists {name} cascade", prepare=False)

    def end(self) -> None:
        """Leave nothing behind; where the database is gone, the next run does that."""
        with suppress(Exception):
            self.drop(self.name)
        self.base.close()
