"""Workbooks of the departments that come with the program, and the command that transcribes them."""
