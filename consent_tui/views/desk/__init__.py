"""The practitioner's desk as views: state and what is seen → what is to be drawn."""
