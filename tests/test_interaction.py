"""The guide's paragraph on OCS and Interaction Server, walked step by step."""

from scenario import Scenario

SERVING = ("client.start", "esp_wire.accept")
STRAY = ("stray.start", "default_wire.accept")


def test_an_answer_on_the_esp_port_counts():
    """Interaction Server connects to the ESP port, is asked, and answers."""
    run = Scenario("ixn_server", 0).take(*SERVING, "dialogue.ask", "exchange.answer_on_esp")

    assert run.of("dialogue") == "answered"


def test_an_answer_on_the_default_port_does_not_count():
    """What a client on the default port says leaves OCS waiting."""
    run = Scenario("ixn_server", 0).take(
        *SERVING, *STRAY, "dialogue.ask", "exchange.answer_on_default"
    )

    assert run.of("dialogue") == "asked"


def test_a_client_on_the_default_port_is_asked_nothing():
    """A connection entry that names the default port makes a client that OCS does not ask."""
    run = Scenario("ixn_server", 0).take(*STRAY)

    assert not run.can("dialogue.ask")


def test_interaction_server_connects_again_and_is_served_again():
    """After a loss the client tries until OCS accepts, and is asked again."""
    run = Scenario("ixn_server", 0).take(
        *SERVING, "dialogue.ask", "host.crash", "esp_wire.refuse", "host.recover", "clock.tick",
        "esp_wire.accept",
    )  # fmt: skip
    assert (run.of("dialogue"), run.of("esp_port")) == ("idle", "serving")

    run.take("dialogue.ask", "exchange.answer_on_esp")

    assert run.of("dialogue") == "answered"
