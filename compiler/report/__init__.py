"""The report as blocks, independent of Word, each figure knowing its origins."""
