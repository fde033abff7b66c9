"""The headings of a standard workbook: the same words when it is issued, read and told."""

from compiler.profile.heading import heading_words as heading_words
