"""The trainers' screens."""
