"""Wrong designs of what OCS makes of a list of agents after a gap."""

from dialonce import Mutant, fresh, without
from machines.agents import AgentView
from machines.environment.agents import Agent
from machines.systems.agents import agents

BOTH_WAYS = "after_a_gap_ocs_knows_the_agents_as_the_t_server_does"
Right = without(fresh(AgentView), "lost", "restored", "listed_free")


class AddsTheBusy(Right):
    mutant = "After a gap OCS marks those whom the list has as busy, and frees none (D-425)."
    lost = Right.unknown.to(None) | Right.free.to(None) | Right.busy.to(None)
    restored = (
        Right.unknown.to(None, on="ask")
        | Right.free.to(None, on="ask")
        | Right.busy.to(None, on="ask")
    )
    listed_free = Right.unknown.to(Right.free)


frees_no_agent_after_a_gap = Mutant(
    "frees_no_agent_after_a_gap",
    (
        BOTH_WAYS,
        "nothing_that_ocs_knew_before_a_gap_counts_after_it",
        "no_agent_is_taken_for_busy_for_ever",
    ),
    agents,
    {"view": AddsTheBusy},
)
Right = without(fresh(AgentView), "lost", "restored", "listed_busy")


class AddsTheFree(Right):
    mutant = "After a gap OCS frees whom the list has as free, and marks nobody as busy (D-425)."
    lost = Right.unknown.to(None) | Right.free.to(None) | Right.busy.to(None)
    restored = (
        Right.unknown.to(None, on="ask")
        | Right.free.to(None, on="ask")
        | Right.busy.to(None, on="ask")
    )
    listed_busy = Right.unknown.to(Right.busy)


marks_no_agent_busy_after_a_gap = Mutant(
    "marks_no_agent_busy_after_a_gap",
    (BOTH_WAYS, "no_agent_is_taken_for_free_for_ever"),
    agents,
    {"view": AddsTheFree},
)
Right = without(fresh(Agent), "take_call")


class NeverBusy(Right):
    mutant = "The environment is too kind: no agent ever takes a call."
    take_call = Right.free.to(None)


agents_are_never_busy = Mutant(
    "agents_are_never_busy",
    ("an_agent_can_change_in_a_gap",),
    agents,
    {"agent": NeverBusy},
)
