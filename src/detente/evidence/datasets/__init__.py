"""Records of real wars, one dataset a file: what it is, where it is had, and what its columns say."""
