"""The state machines of the law: one statechart a file; `systems` says which of them meet."""
