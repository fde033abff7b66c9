"""Sentences from the phrase bank, filled with figures that know their cells."""
