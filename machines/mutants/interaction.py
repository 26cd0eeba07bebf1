"""Wrong designs of OCS as the server of Interaction Server."""

from dialonce import Mutant, fresh, without
from machines.interaction import Dialogue, EspPort, PortClient
from machines.systems.interaction import ixn_server

Right = without(fresh(Dialogue), "answer_on_default")


class CountsAnywhere(Right):
    mutant = "An answer counts on whichever port it arrives (D-315)."

    answer_on_default = Right.asked.to(Right.answered)


answers_count_on_the_default_port = Mutant(
    "answers_count_on_the_default_port",
    ("answers_count_only_on_the_esp_port", "an_answer_on_the_default_port_changes_nothing"),
    ixn_server,
    {"dialogue": CountsAnywhere},
)

Right = without(fresh(Dialogue), "answer_on_esp", "answer_on_default", "ask")


class DefaultOnly(Right):
    mutant = "OCS listens for answers on its default port, and not on the ESP port."

    answer_on_esp = Right.asked.to(None)
    answer_on_default = Right.asked.to(Right.answered)
    ask = Right.idle.to(Right.asked, cond="served", on="send_request")


answers_on_the_esp_port_are_ignored = Mutant(
    "answers_on_the_esp_port_are_ignored",
    (
        "an_answer_on_the_esp_port_always_counts",
        "answers_count_only_on_the_esp_port",
        "a_request_to_interaction_server_is_answered_or_lost",
    ),
    ixn_server,
    {"dialogue": DefaultOnly},
)

Right = without(fresh(Dialogue), "ask")


class AsksNobody(Right):
    mutant = "OCS sends requests although no client is connected to the ESP port."

    ask = Right.idle.to(Right.asked, on="send_request")


asks_without_a_client_on_the_esp_port = Mutant(
    "asks_without_a_client_on_the_esp_port",
    ("ocs_asks_only_a_client_on_the_esp_port", "ocs_waits_for_an_answer_only_on_a_connection"),
    ixn_server,
    {"dialogue": AsksNobody},
)

Right = without(fresh(Dialogue), "disconnected")


class WaitsOn(Right):
    mutant = "OCS goes on waiting for the answer of a connection that is lost."

    disconnected = Right.asked.to(None)


waits_for_an_answer_after_the_loss = Mutant(
    "waits_for_an_answer_after_the_loss",
    (
        "ocs_waits_for_an_answer_only_on_a_connection",
        "a_request_to_interaction_server_is_answered_or_lost",
    ),
    ixn_server,
    {"dialogue": WaitsOn},
)

Right = without(fresh(PortClient), "tick")


class GivesUp(Right):
    mutant = "When OCS refuses, Interaction Server waits for a person."

    tick = Right.resting.to(None)


interaction_server_gives_up = Mutant(
    "interaction_server_gives_up",
    ("interaction_server_connects_to_the_esp_port_again",),
    ixn_server,
    {"client": GivesUp},
)

Right = fresh(EspPort)


class CallsClient(Right):
    mutant = "OCS opens the connection to Interaction Server itself."
    outputs = Right.outputs | {"esp_wire.connect"}
    spontaneous = Right.spontaneous | {"call_client"}

    call_client = Right.listening.to(None, on="connect")
    """OCS connects to Interaction Server."""

    def connect(self):
        self.emit("esp_wire.connect")


ocs_connects_to_interaction_server = Mutant(
    "ocs_connects_to_interaction_server",
    ("interaction_server_opens_each_connection",),
    ixn_server,
    {"esp_port": CallsClient},
)

Right = without(fresh(EspPort), "up")


class ServesNobody(Right):
    mutant = "OCS has no port of type ESP: what connects there is not served."

    up = Right.listening.to(None)


esp_port_serves_nobody = Mutant(
    "esp_port_serves_nobody",
    ("the_esp_port_serves_whoever_is_connected",),
    ixn_server,
    {"esp_port": ServesNobody},
)

Right = without(fresh(PortClient), "start")


class NeverStarts(Right):
    mutant = "The environment is too kind: every client names the right port."

    start = Right.off.to(None)


every_client_names_the_esp_port = Mutant(
    "every_client_names_the_esp_port",
    ("an_answer_can_come_over_the_default_port",),
    ixn_server,
    {"stray": NeverStarts},
)
