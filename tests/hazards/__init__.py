"""What real workbooks do, each made on purpose and handed in at the front door."""
