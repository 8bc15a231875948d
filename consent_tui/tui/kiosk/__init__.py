"""The client's walkthrough, one sheet per file."""
