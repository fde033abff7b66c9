"""What was decided, received and accepted."""
