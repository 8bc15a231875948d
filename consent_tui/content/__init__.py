"""Packs: trainers' files become a frozen Pack; every fault has its file and line."""
