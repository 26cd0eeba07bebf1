"""The guide's paragraphs on OCM, walked step by step."""

from scenario import Scenario

ON_PRIMARY = ("primary.promote", "ocm.log_in", "primary_wire.accept")
SHOWN = ("ocm.log_in", "primary_wire.accept", "news.deliver")


def test_before_release_7_5_a_loss_is_a_matter_of_the_user():
    """The loss shows the dialog; a backup without the role turns OCM away; with it, it accepts."""
    run = Scenario("ocm_dialog", 0).take(*ON_PRIMARY, "primary.crash")
    assert run.of("ocm") == "asking"
    assert (run.of("primary_wire"), run.of("backup_wire")) == ("closed", "closed")

    run.take("ocm.choose_backup", "backup_wire.refuse")
    assert run.of("ocm") == "asking"

    run.take("backup.promote", "ocm.choose_backup", "backup_wire.accept")
    assert run.of("ocm") == "on_backup"


def test_the_dialog_offers_a_backup_only_while_it_is_defined():
    """A backup that is deleted while the dialog is shown cannot be chosen any more."""
    run = Scenario("ocm_dialog", 0).take(*ON_PRIMARY, "primary.crash", "backup_entry.delete")
    assert run.can("ocm.choose_backup")

    run.take("backup_entry.inform")
    assert not run.can("ocm.choose_backup")
    assert run.can("ocm.retry")


def test_from_release_7_5_on_ocm_reconnects_silently():
    """The backup declines at first, and is connected in the second round, without a dialog."""
    run = Scenario("ocm_silent", 0).take(*ON_PRIMARY, "primary.crash", "backup_wire.refuse")
    assert run.of("ocm") == "backup_failed, patience 3"

    run.take("clock.tick", "primary_wire.refuse", "backup.promote", "clock.tick")
    run.take("backup_wire.accept")
    assert run.of("ocm") == "on_backup"


def test_a_silent_reconnection_that_fails_ends_with_the_dialog():
    """When its time is over, OCM stops the try that is under way, and asks."""
    run = Scenario("ocm_silent", 0).take(*ON_PRIMARY, "primary.crash")
    run.take("clock.tick", "clock.tick", "clock.tick")

    assert run.of("ocm") == "asking"
    assert run.of("backup_wire") == "closed"


def test_an_interrupted_start_is_in_doubt_until_the_status_is_told():
    """OCS carries the start out, its answer is lost, and OCM shows what it is told afterwards."""
    run = Scenario("ocm_several", 1).take(*SHOWN, "panel.start", "request.arrive")
    run.take("primary_wire.cut")
    assert run.of("panel") == "doubtful"
    assert not run.can("panel.start")

    run.take("primary_wire.accept")
    assert run.sent("request.start") == 0
    run.take("news.deliver")
    assert run.of("panel") == "idle, shown running"


def test_an_answer_that_does_not_come_counts_as_a_loss():
    """A connection that fell silent after the request arrived is given up by the waiting OCM."""
    run = Scenario("ocm_actions", 0).take(*ON_PRIMARY, "news.deliver", "panel.start")
    run.take("request.arrive", "primary_wire.fall_silent", "clock.tick")

    assert (run.of("ocm"), run.of("panel")) == ("asking", "doubtful")
    assert run.of("primary_wire") == "closed"


def test_several_ocm_see_what_one_of_them_does():
    """Two OCM are connected to one OCS; the campaign that the first one starts runs for both."""
    run = Scenario("ocm_several", 2)
    for member in (1, 2):
        run.take(*(f"{event} {member}" for event in SHOWN))
    run.take("panel.start 1", "request.arrive 1", "campaign.announce", "news.deliver 2")

    assert run.of("panel", 2) == "idle, shown running"
    assert run.of("panel", 1) == "awaiting, shown stopped"


def test_the_user_chooses_from_a_list_of_several_ocs():
    """OCM lists two OCS, and connects to the chosen one."""
    run = Scenario("ocm_login", 0).take("ocm.log_in")
    assert run.of("ocm") == "choosing"

    run.take("ocm.choose_second", "second_wire.accept")
    assert (run.of("ocm"), run.of("first_wire")) == ("on_second", "closed")


def test_a_single_ocs_is_connected_without_a_list():
    """With one OCS deleted, the login tries the other one."""
    run = Scenario("ocm_login", 0).take("first_entry.delete", "first_entry.inform", "ocm.log_in")

    assert run.of("ocm") == "trying_second"


def test_an_ocs_that_is_deleted_is_left_and_comes_back():
    """OCM leaves the deleted OCS in the step in which it is told, and shows the list."""
    run = Scenario("ocm_login", 0).take("ocm.log_in", "ocm.choose_first", "first_wire.accept")
    run.take("first_entry.delete")
    assert run.of("ocm") == "on_first"

    run.take("first_entry.inform")
    assert (run.of("ocm"), run.of("first_wire")) == ("choosing", "closed")
    assert not run.can("ocm.choose_first")
    run.take("first_entry.define", "first_entry.inform", "ocm.choose_first")


def test_a_lost_configuration_server_delays_the_news_and_nothing_else():
    """OCM works on without Configuration Server, and is told of the gap's change afterwards."""
    run = Scenario("ocm_config", 0).take("config.start", "configuration_wire.accept")
    run.take("ocm.log_in", "first_wire.accept", "configuration.crash", "first_entry.delete")
    assert (run.of("ocm"), run.of("config")) == ("on_first", "trying")
    assert not run.can("first_entry.inform")

    run.take("configuration.recover", "configuration_wire.accept", "first_entry.inform")
    assert run.of("ocm") == "choosing"


def test_the_db_server_follows_the_list_in_work():
    """Opening the second list leaves the DB Server of the first one."""
    run = Scenario("ocm_db", 0).take("primary.promote", "ocm.open_first", "primary_wire.accept")
    run.take("ocm.open_second")
    assert (run.of("ocm"), run.of("primary_wire")) == ("trying_other", "closed")


def test_a_lost_db_server_is_replaced_by_its_user_where_there_is_a_backup():
    """The first list has a backup to choose, the second one has not."""
    run = Scenario("ocm_db", 0).take("primary.promote", "ocm.open_first", "primary_wire.accept")
    run.take("primary.crash", "backup.promote", "ocm.choose_backup", "backup_wire.accept")
    assert run.of("ocm") == "on_backup"

    run.take("ocm.open_second", "other_wire.give_no_answer")
    assert run.of("ocm") == "asking_for_second"
    assert not run.can("ocm.choose_backup")
    run.take("ocm.retry", "other_wire.accept")


def test_without_a_backup_the_lost_ocs_is_tried_silently():
    """OCM tries the same OCS again, and its user sees no dialog."""
    run = Scenario("ocm_silent", 0).take("backup_entry.delete", "backup_entry.inform")
    run.take(*ON_PRIMARY, "primary_wire.cut")
    assert run.of("primary_wire") == "opening"

    run.take("primary_wire.accept")
    assert run.of("ocm") == "on_primary"


def test_after_a_silent_reconnection_that_failed_the_user_chooses():
    """Both OCS were down; the backup is back with the role when its user chooses it."""
    run = Scenario("ocm_silent", 0).take(*ON_PRIMARY, "primary.crash")
    run.take("clock.tick", "clock.tick", "clock.tick", "backup.promote")
    run.take("ocm.choose_backup", "backup_wire.accept")

    assert run.of("ocm") == "on_backup"
