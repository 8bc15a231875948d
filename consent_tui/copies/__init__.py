"""Copies of a record for people and other programs."""
