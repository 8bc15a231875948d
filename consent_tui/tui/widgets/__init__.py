"""Pieces that several sheets draw with."""
