"""Merging returns into one department view: tallies and movement."""
