"""The only door to disk, registry and cluster."""
