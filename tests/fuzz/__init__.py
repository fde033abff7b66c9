"""Changed workbooks, reports and settings without end: whatever the bytes, the answer is a book or a sentence."""
