"""Wrong designs of the wait between two tries on Configuration Server."""

from dialonce import Data, Mutant, fresh, without
from machines.config import SingleConfigConnection
from machines.systems.config import config_single

Right = without(fresh(SingleConfigConnection), "refused")


class TriesInPairs(Right):
    mutant = "A try that fails is repeated at once; only the second failure is followed by a wait."
    again = Data(range(2))
    refused = Right.trying_primary.to(
        None, cond="not again", on=["note", "connect"]
    ) | Right.trying_primary.to(
        Right.waiting_for_primary, cond="again", on=["settle", "begin_rest"]
    )  # fmt: skip

    def note(self):
        self.again = 1

    def settle(self):
        self.again = 0


every_second_wait_for_configuration_server_is_skipped = Mutant(
    "every_second_wait_for_configuration_server_is_skipped",
    ("a_configuration_server_is_tried_when_the_reconnect_timeout_is_over",),
    config_single,
    {"config": TriesInPairs},
)

Right = without(fresh(SingleConfigConnection), "transmit")


class SaysNothing(Right):
    mutant = "OCS sends nothing to Configuration Server that TCP would wait for."
    transmit = Right.on_primary.to(None)


says_nothing_to_configuration_server = Mutant(
    "says_nothing_to_configuration_server",
    (
        "tcp_waits_for_whatever_ocs_sends_to_configuration_server",
        "ocs_that_sends_notices_a_silent_configuration_server",
    ),
    config_single,
    {"config": SaysNothing},
)
