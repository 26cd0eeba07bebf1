"""Replay: logs are judged member by member, whatever is damaged in them."""

import json
import random
from collections import Counter
from contextlib import suppress
from unittest import mock

import pytest
from cli_run import complaint, dialonce
from log_writer import events, ndjson

from dialonce import catalog
from dialonce.errors import UsageError
from dialonce.replay import partition
from dialonce.replay.finished import Finished
from dialonce.replay.judging import judge_partition, judge_stream, liken, places_of
from dialonce.replay.line import LINE_BYTES_MAX
from dialonce.replay.question import Question

SINGLE = Question("cpd_single", observes=("clock.tick", "call.request", "primary_wire.connect"))
TIMED = Question("cpd_single", tick_seconds=1.0)
UP = [{"event": name} for name in
      ("link.start", "primary_wire.connect", "link.accepted", "session.start")]  # fmt: skip
LOSS = [{"event": name} for name in
        ("link.dropped", "management.loss", "statistics.loss", "primary_wire.connect")]  # fmt: skip


def request(member, **more):
    return {"event": "call.request", "member": member, **more}


def result(member, **more):
    return {"event": "record.result", "member": member, **more}


def stream(data, size=None):
    """Reads bytes as a pipe gives them: in pieces of the size, or of what is asked for."""
    left = memoryview(data)

    def read(most):
        nonlocal left
        piece, left = bytes(left[: size or most]), left[size or most :]
        return piece

    return read


def judge(log, question=SINGLE, size=None):
    """The outcome of a log: bytes, or events."""
    data = log if isinstance(log, bytes) else ndjson(log)
    return judge_stream(stream(data, size), question)


def written(seed, lines=500, sessions=2, question=SINGLE, **more):
    """The events of a random run that the system allows."""
    seen = question.observation(True)
    return list(events(seen, random.Random(seed), lines, sessions, live=6, **more))


def naive(log, question=SINGLE):
    """The first impossible line of each member: each one followed alone, without any sharing."""
    first = places_of(question.observation(True)).judge.start
    fresh, nodes, wrong = {}, {}, {}
    for number, line in enumerate(log, 1):
        session, member = line.get("session"), line.get("member")
        if session in wrong:
            continue
        new = fresh.setdefault(session, first)
        if member is not None:
            if (session, member) not in wrong:
                node = nodes.get((session, member), new).after((line["event"], 0))
                nodes[session, member] = node
                if node is None:
                    wrong[session, member] = number
            continue
        fresh[session] = new.after((line["event"], None))
        if fresh[session] is None:
            wrong[session] = number
        for key, node in nodes.items():
            if key[0] == session and node is not None:
                nodes[key] = node.after((line["event"], None))
                if nodes[key] is None and fresh[session] is not None:
                    wrong[key] = number
    return sorted(wrong.values())


def changed(log, rng):
    """A log with one line left out, doubled, or moved."""
    at = rng.randrange(len(log))
    kind = rng.choice(("out", "double", "move"))
    if kind == "out":
        return log[:at] + log[at + 1 :]
    to = at if kind == "double" else rng.randrange(len(log))
    rest = log if kind == "double" else log[:at] + log[at + 1 :]
    return [*rest[:to], log[at], *rest[to:]]


@pytest.mark.parametrize("seed", range(3))
def test_replay_holds_for_what_the_system_allows(seed):
    """A random run of many members in two sessions holds, and its members are counted."""
    log = written(seed)
    outcome = judge(log)
    assert (outcome.verdict, outcome.judged, outcome.sessions) == ("HOLDS", len(log), 2)
    assert outcome.members == len({(e["session"], e["member"]) for e in log if "member" in e})


def test_replay_finds_what_following_each_member_alone_finds():
    """Buckets and sharing change no verdict: the impossible lines are those of a naive judge."""
    rng = random.Random(5)
    log, broken = written(7, 200), 0
    for _ in range(12):
        wrong = changed(log, rng)
        expected = naive(wrong)
        outcome = judge(wrong, Question(**vars(SINGLE) | {"first": 1000}))
        lines = [n for each in outcome.shown for n in [each.line] * (1 + each.others)]
        assert lines == expected
        broken += bool(expected)
    assert 3 < broken < 12


def test_replay_tells_what_was_allowed_and_whom_it_resembles():
    """A record that is requested again after a loss: line, states, and the wrong design."""
    log = [*UP, request(17), request(18), *LOSS, {"event": "link.accepted"}, request(17)]
    outcome = judge(log, Question(**vars(SINGLE) | {"observes": None}))
    (found,) = outcome.shown
    assert (found.line, found.member, found.event) == (12, 17, "call.request")
    assert found.could["record 17"] == ["lost, timer 2", "lost, timer 1", "stale"]
    assert "record.result" in found.allowed
    assert [n for n, _ in found.before] == [1, 2, 3, 4, 5, 7, 8, 9, 10, 11]
    assert json.loads(json.dumps(outcome.plain()))["shown"][0]["line"] == 12
    assert "lost" in str(found.plain())


def test_replay_knows_the_wrong_design_by_its_run():
    """What was done up to the impossible line is what a named wrong design does."""
    log = [*UP, request(1), *LOSS, {"event": "link.accepted"}, request(1)]
    outcome = judge(log)
    few = {name: catalog.mutants()[name] for name in ("lost_means_unsent", "forgets_the_timer")
           if name in catalog.mutants()}  # fmt: skip
    with mock.patch.object(catalog, "mutants", return_value=few):
        found = liken(outcome)
    assert found.resembles == ["lost_means_unsent"]
    assert found.properties == list(few["lost_means_unsent"].violates)


def test_replay_notices_a_finished_member_that_comes_back():
    """A member whose result has come can do nothing more, whatever its name is."""
    for name in (5, "abc", 10**30):
        outcome = judge([*UP, request(name), result(name), request(name), request(name)])
        assert [each.line for each in outcome.shown] == [7]
        assert outcome.shown[0].finished


def test_replay_forgets_finished_members_beyond_what_is_remembered():
    """A forgotten member begins anew, which the outcome says."""
    dialed = [e for n in range(40) for e in (request(f"r{n}"), result(f"r{n}"))]
    log = [*UP, *dialed, request("r0")]
    assert judge(log).violations == 1
    outcome = judge(log, Question(**vars(SINGLE) | {"remember": 10}))
    assert (outcome.violations, outcome.forgot) == (0, True)


def test_finished_keeps_whole_numbers_compactly():
    """Thousands of numbers that finish in about their order are a span and some blocks."""
    known, rng = Finished(), random.Random(1)
    names = list(range(-2_000, 20_000))
    for at in range(0, len(names), 50):
        part = names[at : at + 50]
        rng.shuffle(part)
        for name in part:
            known.add(name)
    assert all(name in known for name in names)
    assert not any(name in known for name in (-5_000, 30_000, 10**40))
    assert len(known._bits) + len(known._full) < 5


def test_replay_skips_and_counts_what_is_damaged():
    """Each kind of damage is counted with its first line, and what is whole is judged."""
    good = ndjson(UP).split(b"\n")
    lines = [
        b"\xef\xbb\xbf" + good[0], good[1] + b"\r", b"", good[2], b'{"event":"link.start\xff"}',
        b'{"event":"link.st\0art"}', b'{"event":', b"[" * 5_000, b'{"event":5}', b'{"member":5}',
        b'{"event":"x","pad":"' + b"y" * LINE_BYTES_MAX + b'"}', b'{"event":"no.such"}',
        b'{"event":"call.request"}', b'{"event":"record.claim","member":1}', good[3],
        b'{"event":"link.dro',
    ]  # fmt: skip
    outcomes = [judge(b"\n".join(lines), size=size) for size in (None, 1, 1000)]
    kinds = outcomes[0].skipped.kinds
    assert all(each.skipped.kinds == kinds and each.verdict == "HOLDS" for each in outcomes)
    assert Counter({k: n for k, (n, _) in kinds.items()}).total() == 12
    assert kinds["blank"] == (1, 3)
    assert kinds["not UTF-8"] == (1, 5)
    assert kinds["NUL bytes"] == (1, 6)
    assert kinds["the last line is cut off"] == (1, 16)
    assert outcomes[0].judged == 4


def test_replay_refuses_damage_where_it_is_strict():
    """With strict, the first line that cannot be judged is named."""
    strict = Question(**vars(SINGLE) | {"strict": True})
    with pytest.raises(UsageError, match="line 5: not JSON"):
        judge(ndjson(UP) + b'{"bad\n' + ndjson(UP), strict)


def test_replay_survives_any_bytes():
    """Whatever is done to the bytes of a log, there is a verdict, or one clear error."""
    rng, log = random.Random(2), ndjson(written(1, 120))
    for _ in range(8):
        data = bytearray(log)
        for _ in range(rng.randrange(1, 30)):
            at = rng.randrange(len(data))
            data[at : at + rng.randrange(3)] = rng.randbytes(rng.randrange(4))
        if rng.random() < 0.2:
            data = bytearray(data.decode("latin-1").encode("utf-16"))
        for partial in (False, True):
            question = Question(**vars(SINGLE) | {"partial": partial})
            with suppress(UsageError):
                judge(bytes(data), question, rng.choice((None, 7, 4096)))


def test_replay_keeps_a_line_without_an_end_out_of_memory():
    """A line that never ends is skipped as it arrives."""
    pieces = [ndjson(UP), b'{"event":"', *[b"x" * 100_000] * 50, b'"}\n', ndjson([request(1)])]
    outcome = judge_stream(lambda most: pieces.pop(0) if pieces else b"", SINGLE)
    assert (outcome.judged, outcome.left_out, outcome.verdict) == (5, 1, "HOLDS")


def test_replay_lets_time_pass_by_t():
    """Ticks come from the times: the next try comes when its time is over, and not before."""
    up = [{**line, "t": 0.5} for line in UP]
    lost = [{**line, "t": 1.5} for line in LOSS]
    log = [*up, request(1, t=0.5), *lost]
    refused = [*log, {"event": "link.refused", "t": 1.7}]
    again = {"event": "primary_wire.connect"}
    assert judge([*refused, {**again, "t": 2.1}], TIMED).verdict == "HOLDS"
    assert [each.line for each in judge([*refused, {**again, "t": 1.9}], TIMED).shown] == [11]
    assert [each.line for each in judge([*refused, {**log[0], "t": 3.1}], TIMED).shown] == [11]
    outcome = judge([*log, {"event": "link.accepted", "t": 0.7}], TIMED)
    assert outcome.skipped.noted == {"goes back in time": (1, 10)}
    assert judge([*up, {"event": "session.stop", "t": 1e12}], TIMED).gaps == 1


def test_replay_sees_ticks_from_the_first_one_on():
    """Where no clock is told of, time passes unseen until there is a tick."""
    usual, tick = Question("cpd_single"), {"event": "clock.tick"}
    refused = [UP[0], UP[1], {"event": "link.refused"}]
    assert judge([*refused, UP[1]], usual).verdict == "HOLDS"
    assert judge([*refused, tick, UP[1]], usual).verdict == "HOLDS"
    assert judge([tick, *refused, UP[1]], usual).verdict == "VIOLATED"


def test_replay_tolerates_gaps_only_where_asked():
    """A log that begins in the middle, or lacks lines, holds only if it says so."""
    log = written(3, 800, sessions=1)
    gap = {"gap": True}
    assert judge(log[300:]).verdict == "VIOLATED"
    assert judge(log[300:], Question(**vars(SINGLE) | {"partial": True})).verdict == "HOLDS"
    assert judge(log[:200] + log[300:]).verdict == "VIOLATED"
    assert judge([*log[:200], gap, *log[300:]]).verdict == "HOLDS"
    again = [*UP, request(1), {"gap": True, "member": 1}, result(1), result(1)]
    assert [each.line for each in judge(again).shown] == [8]


def test_replay_lets_a_line_without_a_session_concern_all():
    """A loss that names no session is one of each session, also of those that come later."""
    log = [*UP, request(1, session="a"), *LOSS, request(2, session="b")]
    outcome = judge(log)
    assert [(each.session, each.member) for each in outcome.shown] == [("b", 2)]


def test_replay_of_an_endless_pipe_ends_with_the_verdict_so_far():
    """An interrupt leaves it UNDECIDED, unless something impossible was seen."""
    for log, verdict in ((UP, "UNDECIDED"), ([*UP, *UP], "VIOLATED")):
        pieces = [ndjson(log)]

        def read(most, pieces=pieces):
            if not pieces:
                raise KeyboardInterrupt
            return pieces.pop()

        outcome = judge_stream(read, SINGLE)
        assert (outcome.verdict, outcome.interrupted) == (verdict, True)


@pytest.mark.parametrize("by", ["session", "member"])
def test_replay_in_parts_agrees_with_replay_as_a_whole(by, tmp_path, monkeypatch):
    """What DuckDB deals out is judged as the whole is, damage and gaps included."""
    pytest.importorskip("duckdb")
    monkeypatch.setattr(partition, "cores", lambda: 1)
    rng, path = random.Random(4), tmp_path / "log"
    lines = ndjson(changed(changed(written(2, 500, 3), rng), rng)).split(b"\n")
    lines[100:100] = [b"", b'{"bad', b'{"event":"\xff"}', b'{"gap":true,"session":"s1"}', b"{}"]
    path.write_bytes(b'{"dialonce":1,"system":"cpd_single"}\n' + b"\r\n".join(lines))
    question = Question(observes=SINGLE.observes, first=1000)
    whole = judge(path.read_bytes(), question).plain()
    parts = partition.judge_file(str(path), question, by, 3).plain()
    for outcome in (whole, parts):
        outcome["skipped"].sort(key=lambda each: each["first"])
        for each in outcome["shown"]:
            del each["before"], each["clauses"], each["others"]
    assert parts == whole
    assert whole["violations"] > 0


def test_replay_of_a_partition_runs_on_dask_workers():
    """Parts by session are judged by workers of Dask, and their outcomes put together."""
    distributed = pytest.importorskip("distributed")
    log = written(6, 400, 2)
    parts = [[json.dumps(e) for e in log if e["session"] == s] for s in ("s1", "s2")]
    with (
        distributed.LocalCluster(2, processes=False, dashboard_address=None) as cluster,
        distributed.Client(cluster) as client,
    ):
        first, second = client.gather(client.map(judge_partition, parts, question=SINGLE))
    first.merge(second)
    assert (first.verdict, first.sessions) == ("HOLDS", 2)


def test_replay_command_says_the_verdict_and_exits_by_it(tmp_path):
    """Exit codes: 0 holds, 1 violated, 2 wrong usage, 3 where nothing could be judged."""
    path = tmp_path / "log"
    header = {"dialonce": 1, "system": "cpd_single", "observes": list(SINGLE.observes)}
    path.write_bytes(ndjson(UP, header))
    assert dialonce("replay", path, modules=None).exit_code == 0
    path.write_bytes(ndjson([*UP, *UP], header))
    told = dialonce("replay", path, "--no-likeness", modules=None)
    assert told.exit_code == 1
    assert "Line 6 is impossible: link.start." in told.output
    plain = dialonce("replay", path, "--json", "--no-likeness", modules=None)
    assert json.loads(plain.output)["verdict"] == "VIOLATED"
    path.write_bytes(b"\n\n")
    assert dialonce("replay", path, "--system", "cpd_single", modules=None).exit_code == 3


@pytest.mark.parametrize(
    ("log", "asked", "says"),
    [
        (ndjson(UP), (), "name it by --system"),
        (b'{"dialonce":9,"system":"cpd_single"}\n', (), "format 9"),
        (b'{"dialonce":1,"sytem":"cpd_single"}\n', (), "no header"),
        (ndjson(UP), ("--system", "cpd_singel"), "cpd_single"),
        (ndjson(UP), ("--system", "cpd_single", "--observes", "call.requset"), "call.request"),
        (ndjson(UP), ("--system", "cpd_single", "--tick-seconds", "0"), "tick"),
        ("{}".encode("utf-16"), ("--system", "cpd_single"), "UTF-16"),
    ],
)
def test_invalid_log_or_question(log, asked, says, tmp_path):
    """What is wrong with a log or a question is one line that says how to mend it."""
    path = tmp_path / "log"
    path.write_bytes(log)
    assert says in complaint(dialonce("replay", path, *asked, modules=None))


def test_invalid_missing_log():
    """A log that is not there is named."""
    assert "no-such-log" in complaint(dialonce("replay", "no-such-log", modules=None))


def test_replay_of_a_system_without_members_needs_none():
    """A system of single machines is judged by its sessions alone."""
    log = [{"event": name} for name in ("client.polled", "server.poll")]
    assert judge(log[:1], Question("addp_1")).members == 0
