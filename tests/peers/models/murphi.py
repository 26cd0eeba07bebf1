"""Writes cpd(K) in Murphi, for rumur; the records are a scalarset, which may be symmetric."""

RECORDS = """\
ruleset r: Member do
  rule "dial" runs & call[r].status = ready ==> begin call[r].status := requested; end;
  rule "deliver" call[r].status = requested & on() ==> begin call[r].status := dialing; {place} end;
  rule "result" call[r].status = dialing & on() ==> begin call[r].status := done; end;
  rule "expire" {expiring} ==> begin call[r].status := stale; end;
end;
"""
PLACE = "if call[r].placed < 2 then call[r].placed := call[r].placed + 1; end;"
BUSY = ("requested", "dialing", "lost_req", "lost_call")
EXPIRING = " | ".join(f"call[r].status = {status}" for status in BUSY)
LOSE = """\
procedure lose(target: Link);
begin
  link := target; runs := false;
  for r: Member do
    if call[r].status = requested then call[r].status := lost_req;
    elsif call[r].status = dialing then call[r].status := lost_call; end;
  end;
end;
"""
CONNECT = """\
procedure connect(target: Link);
begin
  link := target; runs := true;{retry}
end;
"""
RETRY = """
  for r: Member do
    if call[r].status = lost_req | call[r].status = lost_call then call[r].status := ready; end;
  end;"""
START = """\
startstate begin
  p := true; b := true; link := on_p; runs := true;
  for r: Member do call[r].status := ready; call[r].placed := 0; end;
end;
"""
INVARIANTS = """\
invariant "placed at most once" forall r: Member do call[r].placed <= 1 end;
invariant "a running session has a link" runs -> on();
invariant "done was placed once"
  forall r: Member do call[r].status = done -> call[r].placed = 1 end;
"""
HEAD = """\
const K: {k};
type
  Member: scalarset(K);
  Status: enum {{ ready, requested, dialing, done, lost_req, lost_call, stale }};
  Link: enum {{ on_p, seek_b, on_b, seek_p }};
var
  p: boolean; b: boolean; runs: boolean; link: Link;
  call: array [Member] of record status: Status; placed: 0..2; end;
function on(): boolean; begin return link = on_p | link = on_b; end;
"""


def model(k, bug=False):
    """The whole model; with `bug` a reconnection turns lost records back to ready."""
    records = RECORDS.format(place=PLACE, expiring=EXPIRING)
    connect = CONNECT.format(retry=RETRY if bug else "")
    world = "\n".join(_of_the_world())
    return "\n".join([HEAD.format(k=k), LOSE, connect, START, records, world, "", INVARIANTS])


def _of_the_world():
    for server, seek in (("p", "seek_b"), ("b", "seek_p")):
        lost = f"if link = on_{server} then lose({seek}); end;"
        yield f'rule "crash {server}" {server} ==> begin {server} := false; {lost} end;'
        yield f'rule "restore {server}" !{server} ==> begin {server} := true; end;'
        yield f'rule "drop {server}" link = on_{server} ==> begin lose({seek}); end;'
    for server, other in (("b", "p"), ("p", "b")):
        seeking = f"link = seek_{server}"
        yield f'rule "connect {server}" {seeking} & {server} ==> begin connect(on_{server}); end;'
        yield f'rule "giveup {server}" {seeking} & !{server} ==> begin link := seek_{other}; end;'
