"""Arguments as data: what documents claim, in our words, by role, with the test of each claim."""
