"""The words of a deployment file: tables, keys and types, each with its meaning."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

Kind = Literal[
    "Outbound Contact Server", "CPD Server", "CPD Proxy Server", "T-Server", "SIP Server",
    "DB Server", "Database Access Point", "Configuration Server", "Stat Server",
    "Interaction Server", "OBN Manager", "Outbound Contact Manager", "Genesys Administrator",
    "Outbound Contact Wizard", "CCPulse+", "Third-Party Application", "Local Control Agent",
    "Solution Control Server", "Solution Control Interface", "Other",
]  # fmt: skip
Redundancy = Literal["not specified", "cold standby", "warm standby", "hot standby"]
Tool = Literal["Genesys Administrator", "Configuration Manager", "Outbound Contact Wizard"]
PRINTABLE = r"^[^\x00-\x1f\x7f-\x9f]*\Z"
Name = Annotated[str, Meta(min_length=1, max_length=100, pattern=PRINTABLE)]
Text = Annotated[str, Meta(max_length=100, pattern=PRINTABLE)]
PortNumber = Annotated[int, Meta(ge=1, le=65535)]
Duration = Annotated[int, Meta(ge=0, le=10_000_000)]


class Table(Struct, frozen=True, forbid_unknown_fields=True):
    """A table of the file: an unknown key in it is an error."""


class Port(Table):
    """A listening port of an application."""

    port: Annotated[PortNumber, Meta(description="number of the port")]
    id: Annotated[Name, Meta(description="PortID, by which a connection names it")] = "default"
    type: Annotated[
        Literal["default", "ESP"],
        Meta(description="what is spoken on it; Interaction Server needs ESP"),
    ] = "default"
    tls: Annotated[bool, Meta(description="whether it is a secured port")] = False


class Connection(Table):
    """An entry of a Connections list."""

    to: Annotated[Name, Meta(description="name of the application that is connected to")]
    port_id: Annotated[Text, Meta(description="PortID of that application")] = "default"
    protocol: Annotated[
        Literal["default", "addp"], Meta(description="connection protocol; default has no ADDP")
    ] = "default"
    local_timeout: Annotated[
        int, Meta(description="ADDP timeout of this side, in seconds, 0 to 3600; 0 is off")
    ] = 0
    remote_timeout: Annotated[
        int, Meta(description="ADDP timeout of the other side, in seconds, 0 to 3600; 0 is off")
    ] = 0
    trace: Annotated[
        Literal["off", "local", "remote", "both"], Meta(description="who logs ADDP")
    ] = "off"
    tls: Annotated[bool, Meta(description="whether the connection is secured")] = False
    set_in: Annotated[Tool, Meta(description="tool in which the entry is made")] = (
        "Genesys Administrator"
    )


class Application(Table):
    """An Application object."""

    name: Annotated[Name, Meta(description="unique name")]
    type: Annotated[Kind, Meta(description="what it is")]
    release: Annotated[
        str, Meta(description="release, such as 8.1.5", pattern=r"^(\d{1,3}(\.\d{1,5}){0,4})?\Z")
    ] = ""
    host: Annotated[Text, Meta(description="host that it runs on")] = ""
    ports: Annotated[list[Port], Meta(description="its listening ports")] = []
    redundancy: Annotated[Redundancy, Meta(description="redundancy type")] = "not specified"
    backup: Annotated[Text, Meta(description="name of its backup; in the primary only")] = ""
    reconnect_timeout: Annotated[
        Duration, Meta(description="Reconnect Timeout, in seconds; 0 when not set")
    ] = 0
    stale_timer: Annotated[
        Duration, Meta(description="minutes until a lost record is stale (OCS); 0 when not set")
    ] = 0
    auto_restart: Annotated[
        bool, Meta(description="whether the Management Layer restarts it after a failure")
    ] = False
    db_server: Annotated[
        Text, Meta(description="name of its DB Server (Database Access Point only)")
    ] = ""
    connections: Annotated[list[Connection], Meta(description="its Connections list")] = []


class CommunicationDn(Table):
    """A Communication DN of a switch."""

    number: Annotated[Name, Meta(description="its number")]
    outbound_contact_server: Annotated[
        Text, Meta(description="the option of that name: the OCS that uses this DN")
    ] = ""
    stat_servers: Annotated[
        list[Name], Meta(description="Stat Servers that read statistics from it")
    ] = []


class Switch(Table):
    """A switch, which is what a site dials through."""

    name: Annotated[Name, Meta(description="unique name")]
    t_server: Annotated[Name, Meta(description="its T-Server or SIP Server; of a pair the primary")]
    communication_dns: Annotated[
        list[CommunicationDn], Meta(description="its Communication DNs")
    ] = []


class CallingList(Table):
    """A calling list."""

    name: Annotated[Name, Meta(description="unique name")]
    dap: Annotated[Name, Meta(description="its Database Access Point")]


class CampaignGroup(Table):
    """A Campaign Group object."""

    name: Annotated[Name, Meta(description="unique name")]
    ocs: Annotated[Name, Meta(description="the OCS that dials it; of a pair the primary")]
    switch: Annotated[Text, Meta(description="the switch on which it dials, if it does")] = ""
    calling_lists: Annotated[list[Name], Meta(description="names of its calling lists")] = []
    connections: Annotated[list[Connection], Meta(description="its own Connections list")] = []


class Installation(Table):
    """A deployment file as a whole."""

    application: Annotated[list[Application], Meta(description="Application objects", min_length=1)]
    switch: Annotated[list[Switch], Meta(description="switches")] = []
    campaign_group: Annotated[list[CampaignGroup], Meta(description="Campaign Groups")] = []
    calling_list: Annotated[list[CallingList], Meta(description="calling lists")] = []
