"""The yardstick, on which model checkers are compared; not part of the law."""

from dialonce import System
from machines.reference import ReferenceLink, ReferenceRecord, ReferenceServer, ReferenceSession

reference = System(
    name="reference",
    client="yardstick",
    server="two servers",
    mode="cpd(K)",
    processes={
        "yardstick": {
            "p": ReferenceServer,
            "b": ReferenceServer,
            "link": ReferenceLink,
            "session": ReferenceSession,
            "record": ReferenceRecord,
        }
    },
    group=("record",),
    members=3,
    reads={
        "link.p_up": "p.up",
        "link.b_up": "b.up",
        "record.link_up": "link.up",
        "record.session_running": "session.running",
    },
    fair=("record.expire",),
    topics=("reference",),
    default=False,
)
