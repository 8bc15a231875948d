"""What is to be shown: State and Words go in, plain values come out."""
