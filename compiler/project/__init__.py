"""Where a department's files lie, its settings, writing what was made safely, and the only clock."""
