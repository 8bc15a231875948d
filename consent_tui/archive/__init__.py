"""Shelves: many records, found again."""
