"""Judging: from what was seen in every draw to verdicts on claims and on the argument."""
