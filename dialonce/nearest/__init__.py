"""The nearest run that passes, beside one that violates a property, and where the two part."""
