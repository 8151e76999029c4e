"""Posteriors of the theories that come with detente, by reference class; made by `detente calibrate`."""
