"""What performance.py measures: a module for each kind of figure, the servers that they start, and the table that they fill."""
