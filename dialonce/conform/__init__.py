"""Drive an implementation through its adapter, and judge what it does by the specification.

transport    a process at its pipes, or TCP on loopback, with a bound on everything
protocol     the messages, and the version of them
session      greet, reset, ask: one request, and what is said until its answer
belief       the states of the specification that what was seen allows
run          one run: the kit plays the world by choices, and hears what the implementation does
search       many runs, the shortest that goes wrong
verdict      CONFORMS, VIOLATED or UNDECIDED, in words and as plain values
player       the specification's own machines as an implementation
"""
