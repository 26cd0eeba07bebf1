"""The law of dialonce: numbered clauses, vocabulary, decisions and parameters."""
