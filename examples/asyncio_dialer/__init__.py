"""A small dialer on asyncio that dialonce judges: it shares no code with the specification."""
