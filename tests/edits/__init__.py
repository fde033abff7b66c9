"""Edits by hand in a report: told from our words, kept, and told of when it is made again."""
