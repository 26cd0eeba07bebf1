"""Which machines meet, in which connection and mode: one file a topic."""
