"""What must hold for Genesys Administrator and the DB Server of a calling list."""

from dialonce import invariant, leads_to, step
from properties.openings import fails


@invariant("GA-9")
def genesys_administrator_is_connected_to_the_db_server_of_its_list_only(s):
    """Genesys Administrator has, or opens, a connection to the DB Server of its list only."""
    return (s.first_wire.used == s.lists.in_first) & (s.second_wire.used == s.lists.in_second)


@step("GA-9")
def opening_a_list_connects_genesys_administrator(before, step, after):
    """When its user opens a list, Genesys Administrator begins to connect to its DB Server."""
    if step.event == "lists.open_first":
        return after.first_wire.opening
    return after.second_wire.opening | (step.event != "lists.open_second")


@invariant("GA-9", "GA-10")
def each_list_can_be_opened_at_any_time(s):
    """The user can open each list that is not in work, whatever became of the one before."""
    first = s.lists.in_first | s.lists.may_open_first
    return first & (s.lists.in_second | s.lists.may_open_second)


@invariant("GA-9")
def a_list_can_be_closed_at_any_time(s):
    """The user can leave the list, connected or not, and need not open another one for that."""
    return s.lists.off | s.lists.may_close_list


@step("GA-9")
def a_closed_list_leaves_no_db_server(before, step, after):
    """A list that is closed is not in work: it is not shown, and no DB Server is connected."""
    used = after.first_wire.used | after.second_wire.used
    return (step.event != "lists.close_list") | (after.lists.off & ~used)


@leads_to("GA-9", "GA-10")
def a_try_for_the_first_list_comes_to_an_end(s):
    """A try on the DB Server of the first list ends, whatever the user does."""
    return s.lists.trying_first, ~s.lists.trying_first


@leads_to("GA-9", "GA-10")
def a_try_for_the_second_list_comes_to_an_end(s):
    """A try on the DB Server of the second list ends, whatever the user does."""
    return s.lists.trying_second, ~s.lists.trying_second


@invariant("GA-10")
def a_list_is_shown_as_connected_only_while_it_is(s):
    """A list counts as connected exactly while the network has the connection."""
    return (s.lists.on_first == s.first_wire.up) & (s.lists.on_second == s.second_wire.up)


@step("GA-10")
def a_lost_db_server_makes_its_list_unavailable(before, step, after):
    """A loss or a failed try shows the list as unavailable, until its user opens or closes one."""
    by_user = step.event in ("lists.open_first", "lists.open_second", "lists.close_list")
    used = before.lists.up & ~after.lists.up
    used |= before.lists.trying & ~after.lists.trying & ~after.lists.up
    used |= before.lists.trying & (fails(step, "first") | fails(step, "second"))
    return (~used | after.lists.failed | by_user) & (
        ~before.lists.failed | after.lists.failed | by_user
    )
