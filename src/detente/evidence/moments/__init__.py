"""Moments: numbers that a fitted theory should reproduce, in the fit or as a check of it afterwards."""
