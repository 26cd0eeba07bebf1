"""A wrong design of how often OCS asks Interaction Server."""

from dialonce import Mutant, fresh, without
from machines.interaction import Dialogue
from machines.systems.interaction import ixn_server

Right = without(fresh(Dialogue), "ask")


class AsksOnce(Right):
    mutant = "OCS takes the first answer for the last one, and asks no more."
    ask = Right.idle.to(Right.asked, cond="served", on="send_request")


ocs_asks_for_one_answer_only = Mutant(
    "ocs_asks_for_one_answer_only",
    ("ocs_asks_over_each_connection",),
    ixn_server,
    {"dialogue": AsksOnce},
)
