"""Informed consent to craniosacral therapy: from the first screen to a sealed record."""

__version__ = "0.1.0"
