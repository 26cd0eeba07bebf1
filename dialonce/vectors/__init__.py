"""Test vectors: short runs of a system that judge an implementation of one of its processes.

effects      what a step is from outside: what the process is told, and what it must say
play         what becomes of a design, right or wrong, that is put through the steps of a case
script       a run of the right design as the steps of a case that every right design passes
goals        what the cases must show: transitions that are taken, and claims that are at work
apart        runs on which a wrong design shows something else than the right one
alike        wrong designs that differ in nothing that the process says
calm         the graph as a patient tester walks it, who lets the process finish first
journeys     long runs on which everything happens after everything else
repeats      runs on which something comes and goes while a timer runs
maker        cases of those runs
suite        the few cases of a system that show it all, and which wrong designs fail each
document     cases as JSON; schema: docs/vectors.schema.json
chapter      the vectors of many systems, several at a time
run          the reading loop
adapter      an implementation behind its adapter, for the reading loop
"""
