"""What is checked: one rule, one function, one code, one example."""
