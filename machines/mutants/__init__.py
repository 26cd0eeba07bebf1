"""Wrong designs, one file a topic: each violates the properties that it names."""
