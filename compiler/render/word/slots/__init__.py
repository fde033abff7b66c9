"""The slots of a Word document: the places that an officer gives to the parts, tables, charts and facts of a report."""

from __future__ import annotations

from compiler.render.word.slots.spots import Found, open_slots, places_in, slots_in

__all__ = ["Found", "open_slots", "places_in", "slots_in"]
