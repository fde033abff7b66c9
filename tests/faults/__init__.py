"""Faults of machines: a run killed, a disk that is full, a file or a folder that is refused, at every step of a run."""
