"""Writing the results of a run: which files there are, and how they get into place whole."""
