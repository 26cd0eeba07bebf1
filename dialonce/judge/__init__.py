"""The judge: which states of the specification are consistent with what was seen."""
