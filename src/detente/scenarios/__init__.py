"""Starting situations as data; every number with its unit and source."""
