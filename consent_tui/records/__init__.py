"""Evidence: a Record becomes sealed bytes and back."""
