"""The flow from a scenario to what an act changes; it knows no cause by name."""
