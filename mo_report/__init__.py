"""mo-report: what shelter for homeless people should cost, with every step shown."""

__version__ = "0.1.0"
