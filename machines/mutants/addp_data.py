"""Wrong designs of the data beside ADDP: TCP is not told, or OCS may not send."""

from dialonce import Mutant, without
from machines.addp import make_addp
from machines.systems.addp import addp


class SendsPast(make_addp(3)):
    mutant = "Data of OCS go out past TCP, which waits for no acknowledgement of them."

    def send_data(self):
        self.emit("out.data")


sends_data_past_tcp = Mutant(
    "sends_data_past_tcp",
    ("tcp_waits_for_whatever_ocs_sends",),
    addp["addp_3"],
    {"client": SendsPast},
)

Right = without(make_addp(3), "transmit")


class SendsInDoubt(Right):
    mutant = "OCS sends data only while it awaits the answer to a poll."
    transmit = Right.polling.to(None, on="send_data")


sends_data_only_after_a_poll = Mutant(
    "sends_data_only_after_a_poll",
    ("ocs_can_send_beside_its_polls",),
    addp["addp_3"],
    {"client": SendsInDoubt},
)

Right = without(make_addp(3), "transmit")


class HoldsBack(Right):
    mutant = "OCS sends no data while it awaits the answer to a poll."
    transmit = Right.watching.to(None, on="send_data")


holds_data_back_until_a_poll_is_answered = Mutant(
    "holds_data_back_until_a_poll_is_answered",
    ("ocs_can_send_beside_its_polls",),
    addp["addp_3"],
    {"client": HoldsBack},
)
