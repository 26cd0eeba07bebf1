"""The law of dialonce: numbered clauses, vocabulary, decisions and parameters."""

STATEMENTS = 215  # single statements that the guide's chapter makes, numbered C001 to C215
