"""The guide's paragraphs on OCS and OBN Manager, walked step by step."""

from scenario import Scenario

CONNECTED = ("link.start", "primary_wire.accept", "session.start")
HANDED_OVER = ("record.claim", "record.hand_over")


def test_gvp_dials_a_record_through_the_obn_manager():
    """The request reaches the OBN Manager, GVP places the call, and the result comes back."""
    run = Scenario("obn_full").take(*CONNECTED, *HANDED_OVER, "call.deliver")
    assert run.sent("call.dial") == 1

    run.take("call.report")

    assert run.of("record") == "completed"


def test_a_request_that_gvp_does_not_hear_becomes_stale():
    """GVP is down, the OBN Manager keeps nothing, and the record's timer ends."""
    run = Scenario("obn_full").take(*CONNECTED, *HANDED_OVER, "gvp.crash", "call.deliver")

    run.take("gvp.recover", "clock.tick", "clock.tick")

    assert (run.of("call"), run.of("record")) == ("idle", "stale")


def test_a_lost_obn_manager_pauses_the_session_until_it_is_back():
    """The session pauses, the same OBN Manager is tried again, and the session goes on."""
    run = Scenario("obn_basic").take(*CONNECTED, "primary.crash", "primary_wire.refuse")
    assert run.of("session") == "paused"

    run.take("primary.recover", "clock.tick", "primary_wire.accept")

    assert run.of("session") == "running"


def test_a_basic_connection_does_not_notice_an_idle_silence():
    """Nine ticks of silence with nothing in flight change nothing; a request starts TCP's bound."""
    run = Scenario("obn_basic").take(*CONNECTED, "primary_wire.fall_silent", *["clock.tick"] * 9)
    assert run.of("session") == "running"

    run.take(*HANDED_OVER, *["clock.tick"] * 3)

    assert run.of("session") == "paused"


def test_a_full_connection_notices_an_idle_silence():
    """ADDP ends the same silence within twice its timeout."""
    run = Scenario("obn_full").take(
        *CONNECTED, "primary_wire.fall_silent", "clock.tick", "clock.tick"
    )

    assert run.of("session") == "paused"
