"""Wrong installations: each is a right file with one small edit, which breaks a rule."""
