"""Talking with an adapter: whatever it does, the conversation ends within a bound."""

import socket
import sys
import textwrap
import threading
import time

import pytest

from dialonce.conform.channel import Bounds, Patience
from dialonce.conform.fault import Fault
from dialonce.conform.protocol import Greeting
from dialonce.conform.session import Session
from dialonce.conform.transport import by_address, by_command
from dialonce.errors import UsageError

BOUNDS = Bounds(greeting_seconds=8, answer_seconds=0.4, line_max=4096, flood_max=200)
PRELUDE = '''
import sys, os, time
say = lambda text: (sys.stdout.write(text), sys.stdout.flush())
hello = '{"type":"hello","protocol":1,"name":"fake","systems":["cpd_warm"]}\\n'
ready, done = '{"type":"ready"}\\n', '{"type":"done","id":1}\\n'
line = sys.stdin.readline
'''
GREETING = Greeting(1, "cpd_warm", "ocs", 1, "0.1.0")


@pytest.fixture
def adapter(tmp_path):
    """Makes a session with a small adapter of these lines, and closes it."""
    sessions = []

    def make(body):
        file = tmp_path / "adapter.py"
        file.write_text(PRELUDE + textwrap.dedent(body))
        opening = by_command(f"{sys.executable} -S {file}", BOUNDS)
        sessions.append(Session(opening, GREETING, BOUNDS))
        return sessions[-1]

    yield make
    for session in sessions:
        session.close()


def fault_of(session):
    """How a conversation ends that greets, resets, and asks for one event."""
    with pytest.raises(Fault) as caught:
        _talk(session)
    assert session.connection is None
    return caught.value


def _talk(session):
    session.greet()
    session.reset()
    list(session.do("link.start", None, False))


BROKEN = {
    "a crash at the start": ("sys.exit(3)", "exit", "it ended with exit code 3"),
    "a crash later": ("line(); say(hello); line(); os.abort()", "exit", "by signal SIGABRT"),
    "a hang": ("line(); say(hello); line(); say(ready); time.sleep(60)", "hang",
               "did not answer link.start by done within 0.4 s"),
    "garbage": ("line(); say('Starting up...\\n'); time.sleep(60)", "garbage",
                "not JSON: Starting up..."),
    "JSON that is no message": ("line(); say('[1]\\n'); time.sleep(60)", "garbage", "no message"),
    "a misspelt field": ("line(); say(hello.replace('name', 'nmae')); time.sleep(60)", "garbage",
                         "nmae"),
    "deep nesting": ("line(); say('[' * 4000 + '\\n'); time.sleep(60)", "garbage",
                     "no message"),
    "invalid UTF-8": ("line(); os.write(1, b'\\xff\\xfe\\n'); time.sleep(60)", "garbage",
                      "not UTF-8"),
    "another version": ("line(); say(hello.replace('1', '2')); time.sleep(60)", "version",
                        "protocol 2, and this is protocol 1"),
    "a version of other fields": ('line(); say(\'{"type":"hello","protocol":9,"x":1}\\n\')',
                                  "version", "protocol 9"),
    "a huge line": ("line(); say('x' * 100000); time.sleep(60)", "flood", "longer than 4,096"),
    "a flood of events": ("""
        line(); say(hello); line(); say(ready); line()
        while True: say('{"type":"event","event":"x.y"}\\n' * 50)
        """, "flood", "200 lines without link.start"),
    "a flood of blank lines": ("line(); say('\\n' * 5000); time.sleep(60)", "flood", "blank"),
    "half a line": ("line(); say(hello[:20])", "exit", "in the middle of a line"),
    "a closed output": ("line(); os.close(1); time.sleep(60)", "exit", "closed its output, yet"),
    "a message out of place": ("line(); say(ready); time.sleep(60)", "protocol", "must say hello"),
    "another id": ("line(); say(hello); line(); say(ready); line(); say(done.replace('1', '7'))",
                   "protocol", "id 7 where 1"),
}  # fmt: skip


@pytest.mark.parametrize("how", BROKEN)
def test_a_broken_adapter_ends_in_one_fault(adapter, how):
    """Each way to break off or to break the protocol is named, soon."""
    body, kind, text = BROKEN[how]
    began = time.monotonic()

    fault = fault_of(adapter(body))

    assert fault.kind == kind
    assert text in fault.text
    assert time.monotonic() - began < 8


def test_an_adapter_that_does_not_read_is_a_hang(adapter):
    """What does not fit into the pipe any more is not waited for without end."""
    session = adapter("line(); say(hello); line(); say(ready); time.sleep(60)")
    session.greet()
    session.reset()

    with pytest.raises(Fault, match="does not read"):
        session._send(Greeting(1, "x" * 1_000_000, "", 0, ""), Patience(0.2))


def test_a_flood_of_log_does_not_block(adapter):
    """Standard error is read all the time, and its end is kept."""
    session = adapter("""
        line(); say(hello); line()
        for i in range(3000): sys.stderr.write('log line %d %s\\n' % (i, 'x' * 60))
        sys.stderr.flush(); say(ready); line(); say(done); line()
        """)
    session.greet()
    session.reset()

    answers = list(session.do("link.start", None, False))
    session.close()

    assert [type(each).__name__ for each in answers] == ["Done"]
    assert "log line 2999" in session.log
    assert len(session.log) <= 8192


def test_the_next_reset_begins_with_a_new_process(adapter):
    """After a fault the session opens another adapter."""
    session = adapter("line(); say(hello); line(); say(ready); line(); sys.exit(1)")
    fault_of(session)

    session.reset()

    assert session.opened == 2


def test_children_of_an_adapter_do_not_outlive_it(adapter, tmp_path):
    """The whole process group ends, also when the adapter itself has ended before."""
    session = adapter(f"""
        import subprocess
        child = subprocess.Popen(['sleep', '60'])
        open({str(tmp_path / "pid")!r}, 'w').write(str(child.pid))
        line(); say(hello); line(); sys.exit(0)
        """)
    fault_of(session)
    pid = int((tmp_path / "pid").read_text())

    for _ in range(200):
        if not _runs(pid):
            break
        time.sleep(0.02)

    assert not _runs(pid)


def _runs(pid):
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_tcp_on_loopback_is_the_same_conversation():
    """An adapter that listens is greeted as one at its pipes."""
    server = socket.create_server(("127.0.0.1", 0))
    lines = [b'{"type":"hello","protocol":1,"name":"fake","systems":["cpd_warm"]}\n',
             b'{"type":"ready"}\n', b'{"type":"done","id":1}\n']  # fmt: skip

    def serve():
        line, _ = server.accept()
        with line, line.makefile("rb") as reader:
            for answer in lines:
                reader.readline()
                line.sendall(answer)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    session = Session(by_address(f"127.0.0.1:{server.getsockname()[1]}", BOUNDS), GREETING, BOUNDS)

    assert session.greet().name == "fake"
    session.reset()
    assert len(list(session.do("link.start", None, False))) == 1
    thread.join(5)
    with pytest.raises(Fault, match="closed the connection"):
        session.reset()
    server.close()


@pytest.mark.parametrize("text", ["8.8.8.8:80", "127.0.0.1", ":80", "127.0.0.1:0", "127.0.0.1:x"])
def test_invalid_address_is_refused(text):
    """Only a host and a port of this machine can be reached."""
    with pytest.raises(UsageError, match="--connect"):
        by_address(text, BOUNDS)


@pytest.mark.parametrize("text", ["", "  ", "'open quote"])
def test_invalid_command_is_refused(text):
    """A command names a program."""
    with pytest.raises(UsageError, match="--command"):
        by_command(text, BOUNDS)


def test_invalid_program_is_told_with_its_reason():
    """A program that is not there cannot be started."""
    with pytest.raises(UsageError, match=r"cannot start './no-such-adapter': No such file"):
        by_command("./no-such-adapter", BOUNDS)()


