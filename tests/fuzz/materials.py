"""What the fuzzers begin with: right files, words, and how values are drawn and damaged."""

import json
import re
from pathlib import Path

import click
from hypothesis import strategies as st

from dialonce import catalog
from dialonce.cli import main

ROOT = Path(__file__).parents[2]
INSTALLATIONS = sorted((ROOT / "spec" / "installations").glob("*.toml"))
LAW = (ROOT / "tests" / "toys" / "law.md").read_bytes()
TOYS = (ROOT / "tests" / "toys" / "__init__.py").read_text(encoding="utf-8")

# fmt: off
NUMBERS = st.sampled_from(
    ["0", "1", "2", "3", "-1", "63", "64", "1001", "1000000", "9" * 18, "9" * 19, "9" * 30,
     "9" * 5000, "1e3", "1.5", "0x10", "٣", "²", " 1", "+1", "1_0", "nan", "inf", ""]
)
ODD = st.sampled_from(
    ["", " ", ".", "..", "/", "-", "--", "---", "-o", "=", "\n", "\t", "\x1b[31m", "\x07", "é",
     "\udcff", "\u202e", "İ", "a" * 300, "x" * 5000, "a/b/../..", "../..", "%s", "{}", "[1]", "*",
     "out/", "~", "$HOME", "C:\\x", "a.b", "lamp", "*" * 40, "\x85", "\u2028", "nul"]
)
PATHS = st.sampled_from(
    ["out", "out/deep/er", ".", "..", "../other", "", "file", "file/x", "nowhere/x", "pipe", "loop",
     "locked", "/dev/null", "/dev/zero", "/dev/full", "/proc/self/mem", "/dev/stdin", "-", "/",
     "x" * 255, "x" * 250, "x" * 5000, "a" + "/a" * 600, "\udcff", "é\n", "Lamp.svg", "link",
     "out/..", "folder"]
)
# fmt: on
ANY = NUMBERS | ODD | PATHS | st.text(max_size=8)


@st.composite
def damaged(draw, seeds, pieces, most=4):
    """A right text with a few places cut out, doubled, or replaced by a piece."""
    text = draw(st.sampled_from(seeds))
    for _ in range(draw(st.integers(0, most))):
        at, size = draw(st.integers(0, len(text))), draw(st.integers(0, 60))
        how = draw(st.sampled_from(["cut", "put", "double", "flip"]))
        part = text[at : at + size]
        put = {"cut": b"", "double": part * draw(st.integers(2, 40)), "flip": part[::-1]}
        text = text[:at] + put.get(how, draw(pieces) + part) + text[at + size :]
    return text


# fmt: off
TOML_PIECES = st.sampled_from(
    [b"[[application]]\n", b"[[switch]]\n", b"[[calling_list]]\n", b"[[campaign_group]]\n",
    b'name = "a"\n',
     b'backup = "a"\n', b'type = "x - at `$.foo"\n', b'"x` - at `$.a[0]" = 1\n', b'ocs = "ocs"\n',
     b"ports = [{ port = 1 }]\n",
     b'connections = [{ to = "a" }]\n', b"= ", b"[" * 400, b"{ a = " * 300, b"1e9", b"\n", b"'''",
     b'"""', b'"', b"#",
     b".a" * 6, b'\\"' * 200, b"\xff", b"\x00", b"\xef\xbb\xbf", b"nan", b"-inf",
     b"1979-05-27T00:00:00Z", b"9" * 5000,
     b"0x" + b"f" * 600, b"\r", b"true", b'host = "\\u001b"\n', b'host = "\\ud800"\n',
     b"'' = 1\n", b'"\\u0000" = 1\n',
     b"local_timeout = 99999999999999999999\n", b"port = 65536",
     b"release = '" + b"1." * 30 + b"'\n"]
) | st.binary(max_size=6)

JSON_PIECES = st.sampled_from(
    [b"null", b"[]", b"{}", b"1e999", b"-1", b"9" * 5000, b'"\\ud800"', b"[" * 2000,
    b'{"a":' * 1500, b"NaN",
     b"true", b'"x"', b"[[0],[0]]", b",", b"1.0", b'"system"', b'"claims"', b"\xff", b"\x00",
     b"\xef\xbb\xbf",
     b'"toy"', b'{"a":1,"a":2}', b"-0", b"0.0", b'"\\u001b[0m"', b'"' + b"x" * 3000 + b'"',
     b'["lamp.burn"]', b'"loop": 7,']
) | st.binary(max_size=6)
# fmt: on
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(["toy", "lamp.burn", "VIOLATED", "HOLDS", "a_battery_runs_down"]),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=8,
)


@st.composite
def replaced(draw, seeds):
    """A right JSON text of which some values are replaced, or keys taken away."""
    data = json.loads(draw(st.sampled_from(seeds)))
    for _ in range(draw(st.integers(1, 3))):
        here = data
        while True:
            keys = list(here) if isinstance(here, dict) else range(len(here))
            if not keys:
                break
            key = draw(st.sampled_from(keys))
            if isinstance(here[key], dict | list) and here[key] and draw(st.integers(0, 4)):
                here = here[key]
                continue
            if draw(st.booleans()):
                here[key] = draw(VALUES)
            else:
                del here[key]
            break
    return json.dumps(data).encode()


def json_texts(seeds):
    """Damaged JSON: by value, or by byte."""
    return replaced(seeds) | damaged(seeds, JSON_PIECES)


# fmt: off
LINES = st.sampled_from(
    ["unlock", "door.unlock", "lamp[1].burn", "burn 2", "lamp.burn 1", "leave", "push",
    "clock.tick", "1", "2", "back",
     "state", "help", "random", "random 3", "quit", "# a remark", "", "door", "door.", ".unlock",
     "lamp[].burn",
     "burn " + "9" * 5000, "9" * 5000, "a" + "1" * 20_000 + "!", "random " + "9" * 30,
     "random " + "9" * 5000, "random -1",
     "random 0", "random x", "burn 0", "burn ٣", "٣", "x" * 3000, "İ.unlock", "\x1b[2J", "a\x0bb",
     "\u2028", "door.unlock 1",
     "BURN 1", "lamp [1]", "lamp[1]burn", "tick\r", "\x00"]
) | st.text(max_size=10)
# fmt: on
SCRIPTS = st.lists(LINES, max_size=8).map(
    lambda ls: "\n".join(ls).encode("utf-8", "surrogatepass")
) | (st.binary(max_size=30))


def commands():
    """Command lines, by what the verbs declare of themselves."""
    context = click.Context(main)
    verbs = [(name, main.get_command(context, name)) for name in main.verbs]
    return st.one_of([_of(name, verb) for name, verb in verbs]) | st.lists(
        ANY | st.sampled_from([*main.verbs, "--help", "--version"]), max_size=4
    )


def _of(name, verb):
    options = [p for p in verb.params if isinstance(p, click.Option)]
    words = st.one_of([_option(option) for option in options]) if options else st.nothing()
    names = st.sampled_from(_names()).map(lambda n: [n])
    odd = ANY.map(lambda n: [n])
    parts = st.lists(words | names | names | odd, max_size=5)
    return parts.map(lambda found: [name, *(word for part in found for word in part)])


def _option(option):
    flags = st.sampled_from(option.opts)
    if option.is_flag:
        return flags.map(lambda flag: [flag])
    likely = {
        "folder": PATHS,
        "mutant": st.sampled_from(_names()),
        "script_name": PATHS,
        "form": st.sampled_from(["mermaid", "dot", "svgz", "", "MERMAID"]),
        "max_memory": st.sampled_from(["1K", "512M", "4G", "999999999T", "0M", "1", "1.5G", "K"]),
    }.get(option.name, PATHS)
    values = likely | NUMBERS | ODD
    return st.tuples(flags, values, st.sampled_from(["apart", "joined", "alone"])).map(_written)


def _written(parts):
    flag, value, how = parts
    if how == "joined":
        return [f"{flag}={value}" if flag.startswith("--") else flag + value]
    return [flag, value] if how == "apart" else [flag]


def _names():
    known = [
        *catalog.systems(),
        *catalog.mutants(),
        *catalog.properties(),
        *catalog.clauses(),
        *catalog.machines(),
    ]
    return [*known, *(name.upper() for name in known[:3]), known[0][:-1]]


ENVIRONMENTS = st.dictionaries(
    st.sampled_from(["COLUMNS", "LINES", "TERM", "NO_COLOR", "LANG", "LC_ALL", "DASK_CONFIG"]),
    st.sampled_from(["", "0", "1", "-5", "7", "20", "100000", "x", "dumb", "C", "9" * 5000]),
    max_size=2,
)


@st.composite
def modules(draw):
    """The source of a specification in which lines are dropped, swapped, or said otherwise."""
    lines = TOYS.split("\n")
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        how = draw(st.sampled_from(["drop", "double", "swap", "word", "put"]))
        if how == "drop":
            del lines[at]
        elif how == "double":
            lines.insert(at, lines[at])
        elif how == "swap":
            other = draw(st.integers(0, len(lines) - 1))
            lines[at], lines[other] = lines[other], lines[at]
        elif how == "word":
            words = re.findall(r"\w+|\W", lines[at]) or [""]
            words[draw(st.integers(0, len(words) - 1))] = draw(TOKENS)
            lines[at] = "".join(words)
        else:
            indent = re.match(r" *", lines[at])[0]
            lines.insert(at, indent + draw(STATEMENTS))
    return "\n".join(lines)


# fmt: off
LAW_PIECES = st.sampled_from(
    [b"## ", b"### TOY-1 x\n", b"# ", b"\n", b"\xff", b"\x00", b"behaviour", b"C001", b"C999",
    b"decision", b"\r", b"D-1",
     b"`", b"[x](y)", b"\x1b[0m", b"TOY-1", b"\xef\xbb\xbf"]
) | st.binary(max_size=4)
TOKENS = st.sampled_from(
    ["", "None", "1", "0", "-1", "True", "'x'", "()", "[]", "{}", "lamp", "door", "toy",
    "lambda *a: 1 / 0", "range(0)",
     "range(10 ** 9)", "object()", "State()", "'a.b'", "''", "'../x'", "'a\\nb'", "'\\ud800'",
     "3.5", "b'x'", "Lamp", "Door", "float('nan')"]
)
STATEMENTS = st.sampled_from(
    ["raise SystemExit", "raise SystemExit(0)", "import nothing_of_that_name", "1 / 0",
    "raise KeyError", "x = y", "def f(",
     "raise ValueError('\\x1b[31m\\nfoo')", "raise RecursionError", "return", "self.used = 7",
     "self.emit('x')", "pass",
     "from machines import nothing", "raise Exception('\\ud800')", "raise StopIteration",
     "used = 1", "name = 3", "raise NotImplementedError"]
)
# fmt: on
