"""Writing reports, workbooks and findings, and reading them back."""
