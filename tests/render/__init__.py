"""Tests of what is written: Word, workbooks, text."""
