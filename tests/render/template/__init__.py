"""Tests of the palette and of what is said of a template's mistakes."""
