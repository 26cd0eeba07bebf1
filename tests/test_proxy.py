"""The guide's paragraphs on OCS and CPD Proxy Server, walked step by step."""

from scenario import Scenario

CONNECTED = ("link.start", "primary_wire.accept", "session.start")
HANDED_OVER = ("record.claim", "record.hand_over")


def test_a_lost_proxy_pauses_is_told_and_leads_to_the_backup():
    """The crash of the primary proxy pauses the session, is told to both, and starts a try."""
    run = Scenario("proxy_warm").take(*CONNECTED, "primary.crash")

    assert (run.of("link"), run.of("session")) == ("trying_backup", "paused")
    assert (run.sent("management.loss"), run.sent("statistics.loss")) == (1, 1)


def test_the_session_goes_on_with_the_backup_proxy_and_back():
    """The session runs with the backup, and again with the primary when the backup is lost."""
    run = Scenario("proxy_warm").take(*CONNECTED, "primary.crash", "backup_wire.accept")
    assert (run.of("link"), run.of("session")) == ("on_backup", "running")

    run.take("primary.recover", "backup_wire.cut", "primary_wire.accept")

    assert (run.of("link"), run.of("session")) == ("on_primary", "running")


def test_a_call_of_the_lost_proxy_becomes_stale_although_it_was_placed():
    """The CPD Server behind the proxy calls the person; OCS waits for its timer, and no more."""
    run = Scenario("proxy_warm_addp").take(
        *CONNECTED, *HANDED_OVER, "call.deliver", "primary.crash", "backup_wire.accept"
    )
    assert (run.of("call"), run.of("record")) == ("ringing, placed 1", "lost, timer 2")

    run.take("call.report", "clock.tick", "clock.tick")

    assert run.of("record") == "stale"
    assert not run.can("record.claim")


def test_the_loss_of_a_cpd_server_behind_a_proxy_pauses_nothing():
    """The session depends on the proxy; the request that finds no CPD Server is lost."""
    run = Scenario("proxy_single").take(*CONNECTED, "cpd.crash", *HANDED_OVER, "call.deliver")

    assert (run.of("session"), run.of("call")) == ("running", "idle")


def test_without_a_backup_the_same_proxy_is_tried_until_it_is_back():
    """The session stays paused until the configured proxy accepts again."""
    run = Scenario("proxy_single").take(*CONNECTED, "primary.crash", "primary_wire.refuse")
    assert run.of("session") == "paused"

    run.take("clock.tick", "primary.recover", "primary_wire.accept")

    assert run.of("session") == "running"


def test_addp_notices_a_silent_proxy_that_tcp_does_not():
    """With nothing in flight only ADDP ends the silence."""
    silent = (*CONNECTED, "primary_wire.fall_silent", "clock.tick", "clock.tick")

    assert Scenario("proxy_single_addp").take(*silent).of("session") == "paused"
    assert Scenario("proxy_single").take(*silent, "clock.tick").of("session") == "running"


def test_only_the_session_of_the_lost_proxy_pauses():
    """With two proxies, the loss of one leaves the other one's session and records alone."""
    run = Scenario("proxy_several").take(
        *CONNECTED, "line_2.come_back", "session_2.start", *HANDED_OVER, "line_2.cut"
    )

    assert (run.of("session"), run.of("session_2")) == ("running", "paused")
    assert run.of("record") == "requested, timer 2"
