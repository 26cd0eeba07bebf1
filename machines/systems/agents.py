"""OCS and T-Server: what OCS knows of an agent before, during and after a gap."""

from dialonce import ENVIRONMENT, System
from machines.agents import AgentView
from machines.environment.agents import Agent, AgentFeed
from machines.environment.line import Line
from machines.link import Link

agents = System(
    name="agents",
    client="OCS",
    server="T-Server or SIP Server",
    mode="the status of agents after a gap",
    processes={
        "ocs": {"link": Link, "view": AgentView},
        ENVIRONMENT: {"line": Line, "agent": Agent, "feed": AgentFeed},
    },
    roles={"link.session": "view", "link.record": "", "line.call": "feed"},
    reads={"feed.connected": "line.open", "feed.agent_free": "agent.free"},
    fair=("line.come_back", "line.notice", "feed.answer", "feed.deliver"),
    topics=("agents",),
)
