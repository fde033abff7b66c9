"""Reading, parsing and issuing the workbooks that divisions return."""
