"""The guide's paragraphs on a CPD Proxy Server and its CPD Servers, walked step by step."""

from scenario import Scenario

EXACT = (
    "first.start", "primary_wire.accept", "second_line.come_back", "line.come_back",
    "line.deliver", "session.start",
)  # fmt: skip
POOLED = (
    "first_line.come_back", "second_line.come_back", "line.come_back", "line.deliver",
    "session.start",
)  # fmt: skip


def handed_over(member):
    """The steps by which a record's request leaves OCS."""
    return (f"record.claim {member}", f"record.hand_over {member}")


def test_a_lost_cpd_server_slows_the_session_down_and_its_backup_speeds_it_up():
    """The session runs all the time; OCS counts one resource, and two after the switchover."""
    run = Scenario("pool_warm", 0).take(*EXACT)
    assert run.of("resources") == "free, told 2"

    run.take("primary.crash", "line.deliver")
    assert (run.of("first"), run.of("session")) == ("trying_backup", "running")
    assert run.of("resources") == "free, told 1"

    run.take("backup_wire.accept", "line.deliver")
    assert (run.of("first"), run.of("resources")) == ("on_backup", "free, told 2")


def test_the_loss_of_the_backup_leads_the_proxy_back_to_the_primary():
    """The proxy goes on by itself, and no person takes part."""
    run = Scenario("pool_warm", 0).take(
        *EXACT, "primary.crash", "backup_wire.accept", "primary.recover", "backup_wire.cut",
        "primary_wire.accept",
    )  # fmt: skip

    assert (run.of("first"), run.of("session")) == ("on_primary", "running")


def test_without_a_standby_the_same_cpd_server_is_tried_until_it_is_back():
    """The session stays slowed down until then."""
    run = Scenario("pool_single", 0).take(
        *EXACT, "primary.crash", "primary_wire.refuse", "clock.tick", "primary_wire.refuse",
        "line.deliver",
    )  # fmt: skip
    assert (run.of("session"), run.of("resources")) == ("running", "free, told 1")

    run.take("primary.recover", "clock.tick", "primary_wire.accept", "line.deliver")

    assert run.of("resources") == "free, told 2"


def test_a_proxy_without_cpd_servers_leaves_the_session_running_at_rate_0():
    """With no resource left the session runs, and nothing can be claimed."""
    run = Scenario("pool_calls").take(*POOLED, "first_line.cut", "second_line.cut", "line.deliver")

    assert (run.of("session"), run.of("resources")) == ("running", "exhausted")
    assert not run.can("record.claim")


def test_a_call_lost_with_its_cpd_server_is_reported_as_an_error_and_not_redialed():
    """The person is being called; the Error closes the record at once, and frees the resource."""
    run = Scenario("pool_calls").take(*POOLED, *handed_over(1), "call.deliver_1")
    assert run.of("call") == "ringing, at 1, placed 1"

    run.take("first_line.cut")
    assert run.sent("call.error") == 1
    run.take("call.report")

    assert (run.of("record"), run.of("slot")) == ("failed", "empty")
    assert not run.can("record.claim")


def test_a_call_at_another_cpd_server_goes_on():
    """The loss of the first CPD Server leaves a call at the second one alone."""
    run = Scenario("pool_calls").take(*POOLED, *handed_over(1), "call.deliver_2", "first_line.cut")
    assert run.of("order") == "at_2"

    run.take("call.end", "call.report")

    assert run.of("record") == "completed"


def test_a_result_after_an_error_goes_nowhere():
    """The CPD Server comes back and tells the result; the proxy has reported the call already."""
    run = Scenario("pool_calls").take(
        *POOLED, *handed_over(1), "call.deliver_1", "first_line.cut", "call.report",
        "first_line.come_back", "call.end",
    )  # fmt: skip

    assert (run.sent("call.result"), run.of("record")) == (0, "failed")


def test_with_one_resource_the_second_record_waits():
    """One request is under way on the one resource left; the next goes when it is over."""
    run = Scenario("pool_calls").take(*POOLED, "first_line.cut", "line.deliver", *handed_over(1))
    assert not run.can("record.claim 2")

    run.take("call.deliver_1 1", "call.end 1", "call.report 1")

    assert run.can("record.claim 2")


def test_an_error_under_way_is_lost_with_the_proxy():
    """The record becomes stale by its own timer, and its person is called once."""
    run = Scenario("pool_calls").take(
        *POOLED, *handed_over(1), "call.deliver_1", "first_line.cut", "line.cut", "host.crash"
    )
    assert run.of("record") == "lost, timer 2"

    run.take("line.come_back", "clock.tick", "clock.tick")

    assert (run.of("record"), run.of("call")) == ("stale", "ringing, at 1, placed 1")


def test_a_request_that_finds_no_cpd_server_is_answered_at_once():
    """It was sent before the notice arrived; the proxy answers with an Error, and keeps nothing."""
    run = Scenario("pool_calls").take(
        *POOLED, *handed_over(1), "first_line.cut", "second_line.cut", "call.deliver_1",
        "call.report", "first_line.come_back",
    )  # fmt: skip

    assert (run.of("record"), run.of("call")) == ("failed", "idle")


def test_a_stale_record_gives_its_resource_back():
    """The request was lost; after the record's timer OCS frees the resource."""
    run = Scenario("pool_calls").take(*POOLED, *handed_over(1), "call.lose_request")
    run.take("clock.tick", "clock.tick")
    assert (run.of("record"), run.of("resources")) == ("stale", "free, told 2, used 1")

    run.take("slot.free")

    assert run.of("resources") == "free, told 2"


def test_a_second_cpd_server_is_lost_before_the_first_notice_arrives():
    """One notice tells OCS of both, and the session still runs."""
    run = Scenario("pool_warm", 0).take(*EXACT, "primary.crash", "second_line.cut", "line.deliver")

    assert (run.of("session"), run.of("resources")) == ("running", "exhausted")


def test_a_session_that_is_stopped_while_it_is_slow_stays_stopped():
    """The return of the CPD Server speeds nothing up that a person has stopped."""
    run = Scenario("pool_warm", 0).take(
        *EXACT, "primary.crash", "line.deliver", "session.stop", "backup_wire.accept",
        "line.deliver",
    )  # fmt: skip

    assert run.of("session") == "stopped"


def test_a_proxy_that_is_back_with_fewer_cpd_servers_tells_so_before_ocs_dials():
    """The session goes on with the connection, and dials when it knows the resources."""
    run = Scenario("pool_calls").take(*POOLED, "first_line.cut", "line.cut", "line.come_back")
    assert (run.of("session"), run.can("record.claim")) == ("running", False)

    run.take("line.deliver")
    assert run.of("resources") == "free, told 1"
