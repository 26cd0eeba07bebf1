"""A connection of an installation, with the words in which systems speak of it."""

from typing import Any, NamedTuple

WARM = "warm standby"
ALONE = {"no standby", "no backup"}
PAIRED = {WARM: {WARM, "backup", "every try of a pair"}, "hot standby": {"hot standby"}}


class Part(NamedTuple):
    """A connection of an installation.

    `names`: of both ends, as the file has them. `client` and `server`: as systems name them.
    `modes`: the words of systems that are true here. `said`: the mode in words. `entry`: where
    the file sets it, if it does. `owner` and `key`: what to show of the file. `count`: how many
    there are of the end that may be several. `timed`: whether it is a connection that may be lost.
    `settings`: values of the client that matter here, in words.
    """

    names: tuple[str, str]
    client: str
    server: str
    said: str
    modes: set[str]
    entry: Any
    owner: Any
    key: str = "connections"
    count: int = 1
    timed: bool = True
    settings: tuple[str, ...] = ()


def mode_of(app):
    """How an application and its backup stand: the mode in words, and what systems call it.

    A backup in cold standby is started by people, so its clients know of one server.
    """
    if not app.backup:
        return "no backup", ALONE
    said = WARM if app.redundancy == "not specified" else app.redundancy
    return said, PAIRED.get(said, ALONE)


def part_of(site, client, server, client_word, server_word, count=1, more=frozenset(), entry=None):
    """A connection with the mode of its server, and the entry of the client for it."""
    entry = entry or next((e for e, peer in site.entries(client) if peer is server), None)
    said, modes = mode_of(server)
    several = {"a session bound to each"} if count > 1 else set()
    return Part((client.name, server.name), client_word, server_word, said,
                {*modes, *several, *more}, entry, entry or client,
                "to" if entry else "name", count)  # fmt: skip


def sites(site):
    """What is said of several T-Servers that have a Communication DN each."""
    dns = [switch for switch in site.data.switch if switch.communication_dns]
    return {"two T-Servers"} if len(dns) > 1 else set()
