"""One target a reader: what it is given, and a function that raises where a promise is broken."""

import importlib
import json
import linecache
import os
import random
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import msgspec
import numpy as np
from hypothesis import strategies as st

from dialonce import itf
from dialonce.checkpoint import COLUMNS, Header
from dialonce.cli.violations import script as written_script
from dialonce.search import Mark
from dialonce.trace import Runner
from fuzz import materials as m
from fuzz.promises import Broken, obey, toys, watched

numbers = count()


class Target(NamedTuple):
    """A reader: `promise` takes what `strategy` draws; `raw`: any bytes will do as well."""

    promise: Callable[[Any], None]
    strategy: Any
    raw: bool
    seeds: Callable[[], list[bytes]]


def sandbox():
    """The folder that a run may play in."""
    return Path(os.environ["FUZZ_SANDBOX"])


@contextmanager
def fresh() -> Iterator[Path]:
    """An empty folder to be in, with something odd to stumble over."""
    folder = sandbox() / "run"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    (folder / "file").write_text("kept")
    os.mkfifo(folder / "pipe")
    (folder / "loop").symlink_to("loop")
    (folder / "link").symlink_to("file")
    before = os.getcwd()
    os.chdir(folder)
    try:
        yield folder
    finally:
        os.chdir(before)


def deployment(text):
    """A deployment file is judged, or refused with its line; so are the systems that it has."""
    from dialonce.cli.deployment import deployment_of, introduction
    from dialonce.errors import DialonceError

    with toys(None), fresh() as folder:
        (folder / "site.toml").write_bytes(text)
        told = obey(["validate", "site.toml", "--facts", "--sarif", "out"], asked=["out"])
        if told.code == 2:
            if Path("out").exists():
                raise Broken("writes a log of what it could not read")
            return
        json.loads(Path("out").read_text(encoding="utf-8"))
        json.loads(obey(["validate", "site.toml", "--json"]).out)
        with watched():
            try:
                found = deployment_of("site.toml")
                json.dumps([found.facts, *introduction(found)])
            except DialonceError as error:
                raise Broken(f"judged, but not deployed: {error}") from error


def script(text):
    """A script is followed as a file, on standard input, and line by line, or refused."""
    with toys(), fresh() as folder:
        (folder / "steps").write_bytes(text)
        ways = [["--script", "steps"], ["--script", "-"], []]
        ends = [
            obey(["simulate", "toy", *way], text if way[1:] != ["steps"] else b"").code
            for way in ways
        ]
        if ends[0] != ends[1]:
            raise Broken(f"a file ends with {ends[0]}, standard input with {ends[1]}")
        obey(["simulate", "switches", "--json", "--script", "steps"])


def certificate(text):
    """A certificate is believed, left open, or refused; a changed one is never believed."""
    with toys(), fresh() as folder:
        (folder / "proof.json").write_bytes(text)
        told = obey(["prove", "--verify", "proof.json"])
        if told.code == 0 and json.loads(text) not in map(json.loads, certificates()):
            raise Broken("believes a certificate that the prover did not write")


@cache
def certificates():
    """The right certificates of the toys."""
    with toys(), fresh() as folder:
        for name in ("toy", "switches", "broken", "fused"):
            obey(["prove", name, "-o", "."], asked=["."])
        return [path.read_bytes() for path in sorted(folder.glob("*.json"))]


def verdicts(text):
    """Verdicts that were kept are told in the pages, or refused before a page is written."""
    with toys(), fresh() as folder:
        (folder / "verdicts.json").write_bytes(text)
        before = {path for path in folder.rglob("*") if path.is_file()}
        told = obey(["pages", "-o", ".", "--known-verdicts"], asked=["."])
        if told.code == 2 and {p for p in folder.rglob("*") if p.is_file()} != before:
            raise Broken("refuses after some of it is written")


@cache
def kept_verdicts():
    """The right verdicts of the toys."""
    with toys(), fresh() as folder:
        obey(["pages", "-o", "."], asked=["."])
        return [(folder / "verdicts.json").read_bytes()]


class Damage(NamedTuple):
    """What is done to a checkpoint: fields of its mark, values in its columns, and its sums."""

    mark: dict[str, int]
    values: list[tuple[int, int, int]]
    cut: list[int]
    honest: bool
    header: bytes | None


WIDE = st.integers(-3, 40) | st.sampled_from(
    [2**31 - 1, 2**31, 2**62, 2**63 - 1, 2**63, 2**80, -(2**63)]
)
DAMAGES = st.builds(
    Damage,
    st.dictionaries(st.sampled_from(Mark._fields), WIDE, max_size=3),
    st.lists(st.tuples(st.integers(0, 2), st.integers(0, 40), WIDE), max_size=4),
    st.lists(st.integers(0, 2), max_size=1),
    st.booleans() | st.just(True),
    st.none()
    | st.none()
    | m.damaged(
        [b'{"format":"dialonce checkpoint 1","digest":"0","mark":[1,0,1,0,0,-1],"own":0}'],
        m.JSON_PIECES,
    ),
)
SEARCH = ["check", "toy", "--records", "3", "--checkpoint", "."]


@cache
def checkpoint_files():
    """The files of a search that met its bound."""
    with toys(), fresh() as folder:
        obey([*SEARCH, "--max-states", "20"], asked=["."])
        return {path.name: path.read_bytes() for path in folder.glob("toy.*")}


def checkpoint(damage):
    """A search goes on from a checkpoint, or refuses it and leaves it; it never breaks down."""
    files = dict(checkpoint_files())
    header = msgspec.json.decode(files["toy.json"], type=Header)
    kinds, columns = (np.int64, np.int32, np.int16), []
    for kind, name in zip(kinds, COLUMNS, strict=True):
        columns.append(np.frombuffer(files[f"toy.{name}"], kind).copy())
    for which, at, value in damage.values:
        if at < len(columns[which]):
            columns[which][at] = np.array(value & (2**63 - 1), np.int64).astype(kinds[which])
    header.mark = header.mark._replace(**damage.mark)
    if damage.honest:
        held = [column[: max(0, min(header.mark.found, 10**6))] for column in columns]
        header.sums = [crc32(column.tobytes()) for column in held]
        header.own = header.whole
    files["toy.json"] = msgspec.json.encode(header) if damage.header is None else damage.header
    for name, column in zip(COLUMNS, columns, strict=True):
        files[f"toy.{name}"] = column.tobytes()
    for which in damage.cut:
        files[f"toy.{COLUMNS[which]}"] = files[f"toy.{COLUMNS[which]}"][:-3]
    with toys(), fresh() as folder:
        for name, data in files.items():
            (folder / name).write_bytes(data)
        told = obey([*SEARCH, "-o", "out"], asked=[".", "out"])
        if told.code == 2 and any((folder / n).read_bytes() != d for n, d in files.items()):
            raise Broken("changes a checkpoint that it refuses")


def damage_of(data):
    """Bytes as damage, for the engine that knows bytes only."""
    chance = random.Random(data)
    return (
        Damage({}, [], [], True, data)
        if data[:1] == b"{"
        else Damage(
            {chance.choice(Mark._fields): chance.choice([*range(-2, 40), 2**31, 2**63])},
            [(chance.randrange(3), chance.randrange(40), byte) for byte in data[:4]],
            [],
            True,
            None,
        )
    )


def commands():
    """Command lines about the toys, with an environment and an input."""
    with toys():
        return st.tuples(m.commands(), m.ENVIRONMENTS, m.SCRIPTS)


def command(value):
    """Any command line ends as promised, in any environment, with any input."""
    arguments, environment, typed = value
    arguments = [each.replace("\0", "") for each in arguments if each != "--engine"]
    with toys(), fresh() as folder:
        (folder / "folder" / "Lamp.svg").mkdir(parents=True)
        try:
            obey(arguments, typed, environment, _asked(arguments))
        except Broken as broken:
            raise Broken(f"{broken}: {arguments} {environment}") from broken


def _asked(arguments):
    """Every word that may be where to write; the folder itself where a drawing was asked for."""
    paths = [word for each in arguments for word in (each, each.partition("=")[2], each[2:])]
    usable = [path for path in paths if path and len(path) < 4096]
    return [p for p in usable if all(len(part) < 256 for part in p.split("/"))] + ["."] * (
        "diagram" in arguments
    )


def command_of(data):
    """Bytes as a command line: a word a line."""
    words = data.decode("utf-8", "surrogateescape").split("\n")
    return words[:12], {}, b"1\nrandom 2\n"


def module(value):
    """A specification of somebody's own is verified, or told to be wrong in one line."""
    name, (text, law) = f"own_{next(numbers)}", value
    with fresh() as folder, toys((name,)):
        (folder / f"{name}.py").write_text(text, encoding="utf-8", errors="surrogatepass")
        (folder / "law.md").write_bytes(law)
        sys.path.insert(0, str(folder))
        importlib.invalidate_caches()
        try:
            for verb in (
                ["check"],
                ["systems", "--json"],
                ["explain", "Lamp"],
                ["coverage"],
                ["prove", "toy"],
                ["simulate", "toy", "--script", "-"],
            ):
                obey(verb)
        finally:
            sys.path.remove(str(folder))
            for each in [each for each in sys.modules if each.startswith("own_")]:
                del sys.modules[each]
            linecache.clearcache()


def trace(value):
    """A run of any length is written as legal ITF, as a chart, and as a script that repeats it."""
    from toys import toy

    from dialonce import chart

    choices, about, loop = value
    runner = Runner(toy, 3)
    for choice in choices:
        enabled = runner.enabled()
        runner.take(*enabled[choice % len(enabled)])
    found = runner.trace
    if loop is not None:
        found.loop = loop % (len(found.steps) + 1)
    with watched():
        legal(json.loads(itf.dumps(found, about)), len(choices))
        chart.page(found, about, [about])
    with toys(), fresh() as folder:
        text = written_script(found, " ".join(about.split()))
        (folder / "steps").write_text(text, encoding="utf-8", errors="replace")
        told = obey(["simulate", "toy", "--records", "3", "--script", "steps", "--json"])
        if told.code or len(json.loads(told.out)["steps"]) != len(choices):
            raise Broken(f"the script of a run does not repeat it: {told.err}")


def legal(found, steps):
    """Whether an object is a trace in ITF. Errors: Broken."""
    if set(found) - {"loop"} != {"#meta", "params", "vars", "states"} or found["params"]:
        raise Broken(f"keys of an ITF trace: {list(found)}")
    if not 0 <= found.get("loop", 0) <= steps or len(found["states"]) != steps + 1:
        raise Broken("an ITF trace with another number of states")
    for index, state in enumerate(found["states"]):
        if state.pop("#meta") != {"index": index} or list(state) != found["vars"]:
            raise Broken("an ITF state with other variables")
        for value in state.values():
            expression(value)


def expression(value):
    """Whether a value is an expression of ITF. Errors: Broken."""
    if isinstance(value, dict) and any(key.startswith("#") for key in value):
        ((key, inside),) = value.items()
        if key == "#bigint":
            int(inside)
        elif key not in ("#set", "#tup", "#map"):
            raise Broken(f"an ITF value {key}")
        value = [] if key == "#bigint" else inside
    if isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            expression(each)
    elif not isinstance(value, bool | str):
        raise Broken(f"an ITF value {value!r}")


def trace_of(data):
    """Bytes as a run."""
    return list(data[1:60]), data[60:].decode("utf-8", "replace"), data[0] if data else None


ABOUT = st.text(max_size=20)
TARGETS = {
    "deployment": Target(
        deployment,
        m.damaged([p.read_bytes() for p in m.INSTALLATIONS], m.TOML_PIECES),
        True,
        lambda: [p.read_bytes() for p in m.INSTALLATIONS],
    ),
    "script": Target(
        script,
        m.SCRIPTS,
        True,
        lambda: [b"unlock\nlamp[1].burn\nburn 2\n", b"3\nback\nstate\nrandom 4\nhelp\n"],
    ),
    "certificate": Target(
        certificate, st.deferred(lambda: m.json_texts(certificates())), True, certificates
    ),
    "verdicts": Target(
        verdicts, st.deferred(lambda: m.json_texts(kept_verdicts())), True, kept_verdicts
    ),
    "checkpoint": Target(checkpoint, DAMAGES, False, list),
    "command": Target(command, st.deferred(commands), False, list),
    "module": Target(module, st.tuples(m.modules(), m.damaged([m.LAW], m.LAW_PIECES)), False, list),
    "trace": Target(
        trace,
        st.tuples(st.lists(st.integers(0, 30), max_size=60), ABOUT, st.none() | st.integers(0, 60)),
        False,
        list,
    ),
}
