"""OCS and a database: one transaction of two statements, and every way to lose its answer."""

from dialonce import ENVIRONMENT, System
from machines.commit import Transaction
from machines.environment.ledger import Ledger
from machines.environment.line import Line
from machines.link import DatabaseLink

commit = System(
    name="commit",
    client="OCS",
    server="DB Server",
    mode="a transaction of two statements",
    processes={
        "ocs": {"link": DatabaseLink, "transaction": Transaction},
        ENVIRONMENT: {"line": Line, "ledger": Ledger},
    },
    roles={"line.call": "transaction ledger"},
    reads={"transaction.database_up": "link.up", "ledger.connected": "line.open"},
    fair=("line.come_back", "line.notice", "transaction.begin", "ledger.apply",
          "ledger.acknowledge"),
    topics=("commit",),
)  # fmt: skip
