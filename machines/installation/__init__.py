"""What an installation has: its connections with their modes, and their times."""
