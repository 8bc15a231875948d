"""Values and rules: standard library only; no clock, file, randomness or words for people."""
