"""Writes cpd(K) in TLA+ with its configuration, for TLC."""

MODULE = """\
---- MODULE cpd ----
EXTENDS Naturals, TLC
CONSTANTS Records, Bug
VARIABLES p, b, link, runs, status, placed
world == <<p, b, link, runs>>
all == <<p, b, link, runs, status, placed>>

On == link \\in {"on_p", "on_b"}
Lost(r) == status[r] \\in {"lost_req", "lost_call"}

Init == /\\ p = TRUE /\\ b = TRUE /\\ link = "on_p" /\\ runs = TRUE
        /\\ status = [r \\in Records |-> "ready"]
        /\\ placed = [r \\in Records |-> 0]

Become(r, next) == status' = [status EXCEPT ![r] = next]
Lose(target) ==
  /\\ link' = target
  /\\ runs' = FALSE
  /\\ status' = [r \\in Records |-> CASE status[r] = "requested" -> "lost_req"
                                   [] status[r] = "dialing" -> "lost_call"
                                   [] OTHER -> status[r]]
LoseIf(here, target) == IF link = here THEN Lose(target) ELSE UNCHANGED <<link, runs, status>>
Connect(target) ==
  /\\ link' = target
  /\\ runs' = TRUE
  /\\ IF Bug THEN status' = [r \\in Records |-> IF Lost(r) THEN "ready" ELSE status[r]]
            ELSE UNCHANGED status
  /\\ UNCHANGED <<p, b, placed>>

Dial(r) == runs /\\ status[r] = "ready" /\\ Become(r, "requested") /\\ UNCHANGED <<world, placed>>
Deliver(r) ==
  /\\ status[r] = "requested" /\\ On /\\ Become(r, "dialing") /\\ UNCHANGED world
  /\\ placed' = [placed EXCEPT ![r] = IF @ < 2 THEN @ + 1 ELSE 2]
Result(r) == status[r] = "dialing" /\\ On /\\ Become(r, "done") /\\ UNCHANGED <<world, placed>>
Expire(r) ==
  /\\ status[r] \\in {"requested", "dialing", "lost_req", "lost_call"}
  /\\ Become(r, "stale") /\\ UNCHANGED <<world, placed>>
CrashP == p /\\ p' = FALSE /\\ LoseIf("on_p", "seek_b") /\\ UNCHANGED <<b, placed>>
CrashB == b /\\ b' = FALSE /\\ LoseIf("on_b", "seek_p") /\\ UNCHANGED <<p, placed>>
RestoreP == ~p /\\ p' = TRUE /\\ UNCHANGED <<b, link, runs, status, placed>>
RestoreB == ~b /\\ b' = TRUE /\\ UNCHANGED <<p, link, runs, status, placed>>
DropP == link = "on_p" /\\ Lose("seek_b") /\\ UNCHANGED <<p, b, placed>>
DropB == link = "on_b" /\\ Lose("seek_p") /\\ UNCHANGED <<p, b, placed>>
ConnectB == link = "seek_b" /\\ b /\\ Connect("on_b")
ConnectP == link = "seek_p" /\\ p /\\ Connect("on_p")
GiveupB == link = "seek_b" /\\ ~b /\\ link' = "seek_p" /\\ UNCHANGED <<p, b, runs, status, placed>>
GiveupP == link = "seek_p" /\\ ~p /\\ link' = "seek_b" /\\ UNCHANGED <<p, b, runs, status, placed>>

Next == \\/ \\E r \\in Records : Dial(r) \\/ Deliver(r) \\/ Result(r) \\/ Expire(r)
        \\/ CrashP \\/ CrashB \\/ RestoreP \\/ RestoreB \\/ DropP \\/ DropB
        \\/ ConnectB \\/ ConnectP \\/ GiveupB \\/ GiveupP
Spec == Init /\\ [][Next]_all
FairSpec == Spec /\\ \\A r \\in Records : WF_all(Expire(r))

PlacedAtMostOnce == \\A r \\in Records : placed[r] <= 1
RunningHasALink == runs => On
DoneWasPlacedOnce == \\A r \\in Records : status[r] = "done" => placed[r] = 1
LostBecomesStale == \\A r \\in Records : Lost(r) ~> status[r] = "stale"
Symmetry == Permutations(Records)
====
"""
INVARIANTS = "INVARIANTS PlacedAtMostOnce RunningHasALink DoneWasPlacedOnce"


def module():
    """The module; how many records there are stands in the configuration."""
    return MODULE


def configuration(k, question):
    """What TLC is asked: `count`, `symmetric`, `bug` or `live`.

    The records are 1..K, which TLC keeps as an array; symmetry needs names instead.
    """
    symmetric, live = question == "symmetric", question == "live"
    names = [f"r{r}" for r in range(1, k + 1)] if symmetric else [str(r) for r in range(1, k + 1)]
    lines = [f"SPECIFICATION {'FairSpec' if live else 'Spec'}"]
    lines += ["CONSTANTS", *(f"  {name} = {name}" for name in names if symmetric)]
    lines += [f"  Records = {{{', '.join(names)}}}", f"  Bug = {str(question == 'bug').upper()}"]
    lines += ["PROPERTY LostBecomesStale"] if live else [INVARIANTS]
    lines += ["SYMMETRY Symmetry"] if symmetric else []
    return "\n".join([*lines, ""])
