"""Verbs that join parts, one module each."""
