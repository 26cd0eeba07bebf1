"""Wrong designs of what OCS and Interaction Server do once, or keep after a loss."""

from dialonce import Data, Mutant, fresh, without
from machines.interaction import Dialogue, EspPort, PortClient
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

Right = without(fresh(Dialogue), "reset")


class Remembers(Right):
    mutant = "An OCS that starts anew waits for an answer that the one before it asked for."
    reset = Right.asked.to(None)


waits_for_an_answer_beyond_its_own_death = Mutant(
    "waits_for_an_answer_beyond_its_own_death",
    ("an_ocs_that_died_serves_nobody_and_waits_for_no_answer",),
    ixn_server,
    {"dialogue": Remembers},
)

Right = without(fresh(EspPort), "reset")


class ServesOn(Right):
    mutant = "An OCS that starts anew serves a client that was connected to the one before it."
    reset = Right.serving.to(None)


serves_a_client_beyond_its_own_death = Mutant(
    "serves_a_client_beyond_its_own_death",
    ("an_ocs_that_died_serves_nobody_and_waits_for_no_answer",),
    ixn_server,
    {"esp_port": ServesOn},
)

Right = without(fresh(PortClient), "refused")


class TakesAnyEnd(Right):
    mutant = "Interaction Server takes the end of its try for a connection, whatever it was."
    refused = Right.trying.to(Right.connected)


takes_a_failed_try_for_a_connection = Mutant(
    "takes_a_failed_try_for_a_connection",
    ("interaction_server_counts_as_connected_only_on_a_connection",),
    ixn_server,
    {"client": TakesAnyEnd, "stray": TakesAnyEnd},
)

Right = without(fresh(PortClient), "tick")


class RestsTwice(Right):
    mutant = "Interaction Server rests for longer than its delay before it tries OCS again."
    overdue = Data(range(2))
    tick = Right.resting.to(None, unless="overdue", on="wait") | Right.resting.to(
        Right.trying, cond="overdue", on=["end", "connect"]
    )

    def wait(self):
        self.overdue = 1

    def end(self):
        self.overdue = 0


interaction_server_rests_longer_than_its_delay = Mutant(
    "interaction_server_rests_longer_than_its_delay",
    ("interaction_server_rests_for_one_delay",),
    ixn_server,
    {"client": RestsTwice, "stray": RestsTwice},
)
