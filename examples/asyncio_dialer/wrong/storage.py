"""Mistakes about the calling list in the database."""

from ..core.dialer import Parts
from ..core.rows import Row
from .variant import Variant


class RetriesBlindly(Row):
    """Sends its last transaction again and again, acknowledged or not."""

    def acknowledged(self) -> None:
        self.under_way = ""


class TakesUnknownForDone(Row):
    """Takes a transaction for done whose acknowledgement was lost."""

    def disconnected(self) -> None:
        if self.under_way == "write":
            self.confirmed += 1
        super().disconnected()


class AsksOnce(Row):
    """Never asks again for a row whose question was cut."""

    def disconnected(self) -> None:
        if self.under_way == "write":
            self.under_way = ""


class NeverWrites(Row):
    """Keeps outcomes to itself."""

    def work(self, record_closed: bool) -> None:
        super().work(False)


DB, PATH = "db_warm", "dial_path"
VARIANTS = (
    Variant("retries_transactions_blindly", PATH, ("DB-10", "PATH-5"), Parts(row=RetriesBlindly)),
    Variant("takes_unknown_for_done", PATH, ("DB-10", "PATH-5"), Parts(row=TakesUnknownForDone)),
    Variant("asks_for_a_row_once", PATH, ("PATH-3",), Parts(row=AsksOnce)),
    Variant("never_writes_outcomes", DB, ("DB-10",), Parts(row=NeverWrites)),
)
