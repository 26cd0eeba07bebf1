"""Mutation: wrong designs derived from the tables, and whether the properties notice them.

bench       a table that is changed row by row; what the change newly reaches is run live
operators   the ways to get one transition wrong
design      the machines that are mutated, and their mutants by name
alike       lockstep of two composed designs: equal behaviour, for any number of members
judge       killed, refused, equivalent, unreached, survived or undecided
explained   the survivors that are explained by hand
tally       the results by clause
"""
