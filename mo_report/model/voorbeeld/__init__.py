"""The Haarlem example: the figures of the report of 2020, each with its source and status."""
