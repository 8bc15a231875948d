"""The command line, one module per family of commands; front ends are loaded late."""
