"""The guide's paragraphs on OCS and T-Server, walked step by step."""

from scenario import Scenario

ANSWERS = ("dialog.register_ocs", "dialog.answer", "dialog.answer", "dialog.answer")
RUNNING = ("link.start", "primary_wire.accept", *ANSWERS, "session.start")


def test_the_session_waits_for_queues_agents_and_calls():
    """After the loss of the primary the session runs only with the third answer of the backup."""
    run = Scenario("tserver_warm").take(*RUNNING, "primary.crash")
    assert (run.of("link"), run.of("session")) == ("trying_backup", "paused")

    run.take("backup_wire.accept", *ANSWERS[:-1])
    assert (run.of("link"), run.of("session")) == ("asking_backup", "paused")

    run.take(ANSWERS[-1])
    assert (run.of("link"), run.of("session")) == ("on_backup", "running")


def test_a_lost_call_becomes_stale_and_is_not_dialed_again():
    """The record of a call that was lost with the T-Server is stale after its own timer."""
    run = Scenario("tserver_warm").take(
        *RUNNING, "record.claim", "record.hand_over", "call.place", "primary.crash",
        "backup_wire.accept", *ANSWERS, "clock.tick", "clock.tick",
    )  # fmt: skip

    assert run.of("record") == "stale"
    assert not run.can("record.claim")


def test_a_hot_switchover_is_invisible():
    """The second T-Server takes over, and the call goes on to its end."""
    run = Scenario("tserver_hot").take(*RUNNING, "record.claim", "record.hand_over", "call.place")
    run.take("primary.crash")
    assert (run.of("link"), run.of("session")) == ("on_primary", "running")

    run.take("call.end", "call.report")
    assert run.of("record") == "completed"


def test_a_refused_registration_stops_ocs_until_a_person_corrects_it():
    """OCS tells of the refusal once, closes, and tries nothing."""
    run = Scenario("tserver_statistics", 1).take("link.start", "primary_wire.accept")
    run.take("dialog.refuse_ocs")

    assert run.sent("management.refusal") == 1
    assert (run.of("link"), run.of("primary_wire").split(",")[0]) == ("barred", "closed")
    run.take("clock.tick")
    assert run.of("link") == "barred"


def test_an_answer_that_does_not_come_ends_the_try():
    """With TCP only, an idle silence during the registration would last for ever."""
    run = Scenario("tserver_single").take("link.start", "primary_wire.accept")
    run.take("primary_wire.fall_silent", "clock.tick")

    assert run.of("link") == "resting_for_primary"


def test_a_switchover_that_is_cut_asks_the_other_t_server_for_everything():
    """The backup is lost after two answers: the primary is asked for all three."""
    run = Scenario("tserver_warm").take(
        *RUNNING, "primary.crash", "backup_wire.accept", *ANSWERS[:-1], "primary.recover",
        "backup.crash", "clock.tick", "primary_wire.accept", *ANSWERS[:-1],
    )  # fmt: skip
    assert (run.of("link"), run.of("session")) == ("asking_primary", "paused")

    run.take(ANSWERS[-1])
    assert (run.of("link"), run.of("session")) == ("on_primary", "running")


def test_a_flapping_t_server_does_not_set_the_timer_back():
    """Two losses and two reconnections later the record is stale at its own time."""
    run = Scenario("tserver_warm").take(
        *RUNNING, "record.claim", "record.hand_over", "clock.tick", "primary_wire.cut",
        "backup_wire.accept", *ANSWERS, "backup_wire.cut", "primary_wire.accept", *ANSWERS,
    )  # fmt: skip
    assert run.of("record") == "lost, timer 1"

    run.take("clock.tick")
    assert run.of("record") == "stale"


def test_statistics_of_the_switchover_are_lost():
    """Nothing is sent from the loss to the last answer, and one value when the next is due."""
    run = Scenario("tserver_statistics").take("link.start", "primary_wire.accept", *ANSWERS)
    for event in ("primary.crash", "statistics.publish", "backup_wire.accept", *ANSWERS):
        run.take(event)
        assert run.sent("dn.value") == 0

    run.take("statistics.publish")
    assert run.sent("dn.value") == 1


def test_a_session_that_is_stopped_in_the_switchover_stays_stopped():
    """The last answer of the backup starts nothing that a person has stopped."""
    run = Scenario("tserver_warm").take(*RUNNING, "primary.crash", "session.stop")
    run.take("backup_wire.accept", *ANSWERS)

    assert (run.of("link"), run.of("session")) == ("on_backup", "stopped")


def test_a_hot_pair_that_is_gone_pauses_the_session():
    """The second stop is a loss, and the first T-Server that is back ends it."""
    run = Scenario("tserver_hot").take(*RUNNING, "primary.crash", "primary.crash")
    assert run.of("session") == "paused"

    run.take("primary.recover", "primary_wire.accept", *ANSWERS)
    assert run.of("session") == "running"
