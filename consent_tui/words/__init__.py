"""The program's own words, one file per language."""
