"""Wrong designs of what OCS sends to the DB Server, and of history without an outcome."""

from dialonce import Mutant, fresh, without
from machines.db import DialedRecord, Estimates
from machines.systems.db import db_single

Right = without(fresh(DialedRecord), "amend")


class AmendsEarly(Right):
    mutant = "A result is kept as history although the record has no outcome yet."
    amend = Right.amended.from_(Right.dialed, Right.closed)


keeps_history_without_an_outcome = Mutant(
    "keeps_history_without_an_outcome",
    ("history_is_kept_beside_an_outcome_only",),
    db_single,
    {"record": AmendsEarly},
)


class CountsPast(fresh(Estimates)):
    mutant = "A count is asked for past TCP, which waits for no acknowledgement of it."

    def ask(self):
        self.emit("lists.count")


counts_past_tcp = Mutant(
    "counts_past_tcp",
    ("tcp_waits_for_whatever_ocs_sends_to_the_db_server",),
    db_single,
    {"estimates": CountsPast},
)
