"""The same encounter line by line, for screen readers and scripts."""
