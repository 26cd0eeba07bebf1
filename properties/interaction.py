"""What must hold for OCS as the server of Interaction Server."""

from dialonce import invariant, leads_to, reachable, step, within
from spec.parameters import RECONNECT_DELAY_TICKS


@step("IXN-4")
def answers_count_only_on_the_esp_port(before, step, after):
    """OCS counts a request as answered when an answer arrives over the ESP port only."""
    answered = after.dialogue.answered & ~before.dialogue.answered
    return ~answered | (step.event == "exchange.answer_on_esp")


@step("IXN-4")
def an_answer_on_the_esp_port_always_counts(before, step, after):
    """An answer that arrives over the ESP port ends the wait of OCS."""
    return (step.event != "exchange.answer_on_esp") | after.dialogue.answered


@step("IXN-4")
def an_answer_on_the_default_port_changes_nothing(before, step, after):
    """After an answer over the default port OCS waits as before, and asks nobody again."""
    arrives = step.event == "exchange.answer_on_default"
    kept = before.dialogue.asked & after.dialogue.asked & (step.sent("exchange.request") == 0)
    return (not arrives) | kept


@leads_to("IXN-5", "IXN-6")
def ocs_asks_over_each_connection(s):
    """While a client is connected to the ESP port, OCS asks it in the end, however often before.

    Assumes: OCS has something to ask.
    """
    return s.esp_port.serving & ~s.dialogue.asked, s.dialogue.asked | ~s.esp_port.serving


@step("IXN-5")
def ocs_asks_only_a_client_on_the_esp_port(before, step, after):
    """OCS sends a request only while a client has a connection to the ESP port."""
    connected = before.esp_wire.open | before.esp_wire.silent
    return (step.sent("exchange.request") == 0) | connected


@invariant("IXN-5")
def ocs_waits_for_an_answer_only_on_a_connection(s):
    """OCS waits for an answer only while the connection that it asked over is there."""
    return ~s.dialogue.asked | s.esp_wire.open | s.esp_wire.silent


@leads_to("IXN-4", "IXN-5")
def a_request_to_interaction_server_is_answered_or_lost(s):
    """A request is answered in the end, or its connection is lost."""
    return s.dialogue.asked, ~s.dialogue.asked


@leads_to("IXN-6")
def interaction_server_connects_to_the_esp_port_again(s):
    """A client that has lost OCS has its connection again in the end, if OCS stays up."""
    return s.client.seeking, s.client.connected | s.host.down


@step("IXN-6")
def interaction_server_opens_each_connection(before, step, after):
    """A connection to the ESP port is opened by Interaction Server, and never by OCS."""
    opens = ~before.esp_wire.opening & after.esp_wire.opening
    return ~opens | after.client.trying


@invariant("IXN-6")
def the_esp_port_serves_whoever_is_connected(s):
    """OCS serves the ESP port whenever a client is connected there, after each loss anew."""
    return ~s.esp_wire.open | s.esp_port.serving


@reachable("IXN-4")
def an_answer_can_come_over_the_default_port(s):
    """OCS can wait for an answer while a client is connected to the default port."""
    return s.dialogue.asked & s.default_wire.open


@invariant("IXN-5", "IXN-6")
def an_ocs_that_died_serves_nobody_and_waits_for_no_answer(s):
    """An OCS that has stopped starts anew: it serves no client then, and awaits no answer."""
    return ~s.host.down | (s.esp_port.listening & ~s.dialogue.asked)


@invariant("IXN-6", "LES-13")
def interaction_server_counts_as_connected_only_on_a_connection(s):
    """A client takes OCS for connected exactly while the network has its connection."""
    esp = s.esp_wire.open | s.esp_wire.silent
    default = s.default_wire.open | s.default_wire.silent
    return (s.client.connected == esp) & (s.stray.connected == default)


@within("IXN-6", "D-454", ticks=RECONNECT_DELAY_TICKS)
def interaction_server_rests_for_one_delay(s):
    """A client whose try has failed begins the next one after one reconnect delay."""
    return s.client.resting, ~s.client.resting
