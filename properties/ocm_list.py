"""What must hold for the connection of OCM to the DB Server of a calling list."""

from dialonce import invariant, leads_to, reachable, step
from properties.openings import fails

SERVERS = ("primary", "backup", "other")


@invariant("OCM-15")
def ocm_is_connected_to_the_db_server_of_its_list_only(s):
    """OCM has, or opens, one connection at most, and to a DB Server of the list in work."""
    first = s.primary_wire.used | s.backup_wire.used
    one = ~s.primary_wire.used | ~s.backup_wire.used
    return one & (~first | s.ocm.in_first) & (~s.other_wire.used | s.ocm.in_second)


@invariant("OCM-15")
def ocm_takes_a_db_server_for_connected_exactly_while_it_is(s):
    """OCM is on a DB Server exactly while the network has that connection."""
    pair = (s.ocm.on_primary == s.primary_wire.up) & (s.ocm.on_backup == s.backup_wire.up)
    return pair & (s.ocm.on_other == s.other_wire.up)


@step("OCM-15")
def opening_a_list_connects_to_its_db_server(before, step, after):
    """When its user opens a list, OCM begins to connect to the DB Server of that list."""
    if step.event == "ocm.open_first":
        return after.primary_wire.opening
    return after.other_wire.opening | (step.event != "ocm.open_second")


@invariant("OCM-15")
def each_calling_list_can_be_opened_at_any_time(s):
    """The user can turn to each list that is not in work, from a connection, a try or a dialog."""
    first = s.ocm.in_first | s.ocm.may_open_first
    return first & (s.ocm.in_second | s.ocm.may_open_second)


@invariant("OCM-15", "OCM-16")
def a_calling_list_can_be_closed_at_any_time(s):
    """The user can leave the list at any time, and need not try again or open another one."""
    return s.ocm.off | s.ocm.may_close_list


@step("OCM-15", "OCM-16")
def a_closed_calling_list_leaves_no_db_server_and_no_dialog(before, step, after):
    """A list that is closed is not in work: no dialog is about it, no DB Server is connected."""
    used = after.primary_wire.used | after.backup_wire.used | after.other_wire.used
    return (step.event != "ocm.close_list") | (after.ocm.off & ~used)


@leads_to("OCM-15")
def a_try_on_a_db_server_of_a_pair_comes_to_an_end(s):
    """A try on a DB Server of the first list ends, whatever the user does."""
    trying = s.ocm.trying_primary | s.ocm.trying_backup
    return trying, ~trying


@leads_to("OCM-15")
def a_try_on_a_lone_db_server_comes_to_an_end(s):
    """A try on the DB Server of the second list ends, whatever the user does."""
    return s.ocm.trying_other, ~s.ocm.trying_other


@step("OCM-16")
def a_lost_db_server_shows_the_dialog_and_tries_nothing(before, step, after):
    """A DB Server that is lost, or a try that fails, leaves the dialog of the list."""
    by_user = step.event in ("ocm.open_first", "ocm.open_second", "ocm.close_list")
    used = before.ocm.up | before.ocm.trying
    kept = _same_try(before, after) & (not any(fails(step, server) for server in SERVERS))
    first = used & before.ocm.in_first & ~after.ocm.up & ~kept
    second = used & before.ocm.in_second & ~after.ocm.up & ~kept
    asked = (~first | after.ocm.asking_for_first) & (~second | after.ocm.asking_for_second)
    return asked | by_user


@step("OCM-16")
def a_dialog_about_a_list_is_ended_by_its_user(before, step, after):
    """While the dialog is shown, only its user makes OCM do anything."""
    events = ("open_first", "open_second", "close_list", "retry", "choose_backup")
    by_user = step.event in tuple(f"ocm.{event}" for event in events)
    return ~before.ocm.asking | after.ocm.asking | by_user


@leads_to("OCM-16")
def a_dialog_about_a_list_lets_its_user_try_again(s):
    """Whenever the dialog is shown, its user can let OCM try the DB Server of the list again.

    Assumes: the user wants that in the end.
    """
    return s.ocm.asking, ~s.ocm.asking


@step("OCM-16")
def a_choice_about_a_list_is_what_is_tried(before, step, after):
    """The user reconnects to the DB Server of the list, or to the backup where it has one."""
    if step.event == "ocm.choose_backup":
        return before.ocm.asking_for_first & after.backup_wire.opening
    again = (before.ocm.in_first & after.primary_wire.opening) | (
        before.ocm.in_second & after.other_wire.opening
    )
    return again | (step.event != "ocm.retry")


@reachable("OCM-16")
def a_list_can_be_on_its_backup_db_server(s):
    """The user can work on a list over its backup DB Server, with the primary one down."""
    return s.ocm.on_backup & s.primary.down


def _same_try(before, after):
    return (
        (before.ocm.trying_primary & after.ocm.trying_primary)
        | (before.ocm.trying_backup & after.ocm.trying_backup)
        | (before.ocm.trying_other & after.ocm.trying_other)
    )
