"""The guide's paragraphs on the OCS pair, walked step by step."""

from scenario import Scenario

FIRST = ("first_host.start", "layer.choose_first", "layer.deliver")
PAIR = (*FIRST, "second_host.start", "pair_link.connect")
TAKE_OVER = ("first_host.crash", "layer.choose_second", "layer.deliver")
TOLD = ("session_to_second.deliver",)
RUNNING = (*PAIR, *TOLD, "first_session.load", *TOLD, "first_session.start", *TOLD)


def test_the_backup_continues_the_sessions_without_a_person():
    """A running session runs on at the backup when the primary stops."""
    run = Scenario("ha_sync", 1).take(*RUNNING)
    assert run.of("second_session") == "running"

    run.take(*TAKE_OVER)

    assert (run.of("second"), run.of("second_session")) == ("primary", "running")
    assert run.of("first_session") == "blank"


def test_each_change_reaches_the_backup():
    """Load, start, stop and unload are told one after the other."""
    run = Scenario("ha_sync", 1).take(*RUNNING, "first_session.stop")
    assert run.of("session_to_second") == "carrying, status 1"

    run.take(*TOLD, "first_session.unload", *TOLD)

    assert run.of("second_session") == "unloaded"


def test_a_restarted_primary_is_a_backup_and_is_told_everything():
    """It resumes nothing by itself, and learns of a session that nobody changes any more."""
    run = Scenario("ha_sync", 1).take(*RUNNING, *TAKE_OVER, "pair_link.end", "first_host.start")
    assert (run.of("first"), run.of("first_session")) == ("backup", "blank")

    run.take("pair_link.connect", "session_to_first.deliver")

    assert (run.of("first"), run.of("first_session")) == ("backup", "running")


def test_a_lone_ocs_waits_for_a_person_after_a_restart():
    """The Management Layer restarts it and gives it its role; the session waits to be loaded."""
    run = Scenario("ha_lone", 1).take(*FIRST, "first_session.load", "first_session.start")

    run.take("first_host.crash", *FIRST)

    assert (run.of("first"), run.of("first_session")) == ("primary", "unloaded")
    assert not run.can("first_session.start")
    run.take("first_session.load", "first_session.start")
    assert run.of("first_session") == "running"


def test_a_quick_restart_does_not_leave_the_pair_without_a_primary():
    """An OCS that is back before anybody looked gets the role again by an order."""
    run = Scenario("ha_lone", 1).take(*FIRST, "first_host.crash", "first_host.start")
    assert (run.of("first"), run.of("layer")) == ("backup", "vacant")

    run.take("layer.choose_first", "layer.deliver")

    assert run.of("first") == "primary"


def test_the_loss_of_the_pair_link_promotes_nobody():
    """With a silent and then a lost connection the roles are what they were."""
    run = Scenario("ha_pair", 1).take(*PAIR, "pair_link.fall_silent", "pair_link.notice")

    assert (run.of("first"), run.of("second")) == ("primary", "backup")
    assert (run.of("first_door"), run.of("second_door")) == ("open", "closed")


def test_a_thawed_primary_has_no_effect():
    """It sends what it had made, the servers refuse it, and the next word makes it a backup."""
    run = Scenario("ha_pair", 1).take(*PAIR, "first_queue.make", "first_host.freeze")
    run.take("layer.suspect", "layer.deliver", "first_host.thaw")
    assert (run.of("first"), run.of("second")) == ("primary", "primary")

    run.take("first_queue.submit", "first_request.arrive")
    assert (run.sent("servers.effect"), run.sent("servers.refusal")) == (0, 1)

    run.take("layer.correct")
    assert (run.of("first"), run.of("second")) == ("backup", "primary")


def test_a_request_of_a_former_role_has_no_effect_in_a_new_one():
    """What was under way when the role went is refused, though its sender has the role again."""
    run = Scenario("ha_pair", 1).take(*PAIR, "first_queue.make", "first_queue.submit")
    run.take("layer.suspect", "layer.deliver", "layer.suspect", "layer.deliver")
    assert (run.of("first_door"), run.of("first_request")) == ("open", "outdated")

    run.take("first_request.arrive")

    assert run.sent("servers.effect") == 0


def test_clients_are_connected_to_the_primary_only():
    """A backup declines a client, and accepts it when it is the primary."""
    run = Scenario("ha_pair", 1).take(*PAIR, "first_client.connect", "second_client.connect")
    assert (run.of("first_client"), run.of("second_client")) == ("on", "off")

    run.take(*TAKE_OVER, "second_client.connect")

    assert (run.of("first_client"), run.of("second_client")) == ("off", "on")


def test_the_dn_helps_out_and_never_turns_back():
    """Without the connection the backup follows the DN; an event that comes late is ignored."""
    run = Scenario("ha_dn", 1).take(*PAIR, *TOLD, "pair_link.cut", "first_session.load")
    run.take("dn.deliver")
    assert (run.of("second_session"), run.sent("others.status")) == ("loaded", 1)

    run.take("pair_link.connect", "first_session.start", "first_session.stop", *TOLD)
    assert (run.of("second_session"), run.of("dn")) == ("loaded", "older, status 2")
    run.take("dn.repeat")

    assert (run.of("second_session"), run.sent("others.status")) == ("loaded", 1)


def test_an_ocs_that_knows_nothing_uses_nothing_from_the_dn():
    """An OCS that has just started waits until it is told the whole status."""
    run = Scenario("ha_dn", 1).take(*FIRST, "second_host.start", "first_session.load")

    run.take("dn.deliver")

    assert run.of("second_session") == "blank"


def test_dials_of_a_sequence_are_counted_anew_after_a_failover():
    """The backup knows that the sequence is active, and not that one of two dials was made."""
    told = "sequence_to_second.deliver"
    run = Scenario("ha_sequence", 1).take(*PAIR, told, "first_sequence.activate", told)
    run.take("first_sequence.dial")
    assert (run.of("first_sequence"), run.of("second_sequence")) == ("active, dials 1", "active")

    run.take(*TAKE_OVER, "second_sequence.dial")
    assert run.of("second_sequence") == "active, dials 1"

    run.take("second_sequence.dial")
    assert run.of("second_sequence") == "inactive"


def test_a_new_primary_goes_on_with_the_newest_estimate_that_it_was_told():
    """What is still under way is lost with the primary; nothing is measured anew."""
    told = "estimate_to_second.deliver"
    run = Scenario("ha_predictive", 1).take(*PAIR, "first_estimate.measure", told)
    run.take("first_estimate.measure", told, "first_estimate.measure", *TAKE_OVER)

    assert run.of("second_estimate") == "high"


def test_what_is_under_way_when_the_primary_stops_is_not_known():
    """The backup goes on with the last status that reached it; a person starts the rest."""
    run = Scenario("ha_sync", 1).take(*PAIR, *TOLD, "first_session.load", *TOLD)
    run.take("first_session.start", *TAKE_OVER)

    assert run.of("second_session") == "loaded"
    assert run.can("second_session.start")


def test_a_start_without_the_pair_link_is_told_with_the_next_one():
    """The whole status is told when the two connect again, and so is what was missed."""
    run = Scenario("ha_sync", 1).take(*PAIR, *TOLD, "first_session.load", *TOLD, "pair_link.cut")
    run.take("first_session.start", "pair_link.connect", *TOLD)

    assert run.of("second_session") == "running"


def test_a_second_failover_continues_the_sessions_at_the_first_ocs():
    """It had restarted as the backup, and was told what runs."""
    run = Scenario("ha_sync", 1).take(
        *RUNNING, *TAKE_OVER, "pair_link.end", "first_host.start", "pair_link.connect",
        "session_to_first.deliver", "second_host.crash", "layer.choose_first", "layer.deliver",
    )  # fmt: skip

    assert (run.of("first"), run.of("first_session")) == ("primary", "running")


def test_when_both_ocs_stop_no_session_is_left():
    """The one that restarts gets the role, and has nothing loaded."""
    run = Scenario("ha_sync", 1).take(*RUNNING, "first_host.crash", "second_host.crash")
    run.take("second_host.start", "layer.choose_second", "layer.deliver")

    assert (run.of("second"), run.of("second_session")) == ("primary", "unloaded")
