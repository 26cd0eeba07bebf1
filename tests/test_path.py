"""What several losses at once, and a failover among them, do to the dial path, step by step."""

from scenario import Scenario

UP = ("line.come_back", "switch_line.come_back", "db_line.come_back")
IN_BUFFER = ("copy.retrieve", "row.retrieve", "row.deliver")


def test_the_session_goes_on_when_the_last_cause_ends():
    """CPD Server and T-Server are lost: the return of the first one changes nothing."""
    run = Scenario("dial_path").take(*UP, "session.start", "line.cut", "switch_line.cut")
    run.take("line.come_back")
    assert run.of("session") == "paused"

    run.take("switch_line.come_back")
    assert run.of("session") == "running"


def test_a_session_resumes_and_dials_its_buffer_without_the_database():
    """The DB Server is lost during the pause, and still lost when the session goes on."""
    run = Scenario("dial_path").take(*UP, "session.start", *IN_BUFFER, "line.cut", "db_line.cut")
    run.take("line.come_back", "record.claim", "record.hand_over")

    assert (run.of("session"), run.of("db_link")) == ("running", "down")
    assert not run.can("record.claim 2")


def test_an_outcome_is_written_in_a_pause():
    """The call was lost with the T-Server; stale is stored while the session is paused."""
    run = Scenario("dial_path").take(
        *UP, "session.start", *IN_BUFFER, "record.claim", "record.hand_over", "switch_line.cut",
        "clock.tick", "clock.tick", "copy.write", "row.apply", "row.acknowledge",
    )  # fmt: skip

    assert (run.of("session"), run.of("record")) == ("paused", "stale")
    assert run.of("row").startswith("final")


def test_a_new_primary_needs_all_connections_and_the_list():
    """It dials when T-Server and CPD Server are there and the Do Not Call list is read."""
    run = Scenario("dial_path_failover").take(*UP, "session.start", *IN_BUFFER)
    run.take("failover.promote", *UP)
    assert (run.of("session"), run.of("row")) == ("paused", "left")

    run.take("reader.finish")
    assert run.of("session") == "running"
