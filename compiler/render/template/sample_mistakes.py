"""What is wrong with the sample tables in the slots of a template."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.domain.text import nearest
from compiler.render.template.mistake import Mistake, error, note, warning
from compiler.render.template.places import Places
from compiler.render.word.opc import w
from compiler.render.word.slots.samples import Sample, columns_of, samples_of
from compiler.render.word.slots.spots import Opened, Spot


def sample_mistakes(opened: Opened, places: Places) -> Iterator[Mistake]:
    """Headings that no table of the slot has, and samples that cannot be followed."""
    for spot in opened.spots:
        if spot.slot.kind == "fact" or spot.control.content is None:
            continue
        samples = samples_of(spot.control, opened.styles)
        tables = spot.control.content.iter(w("tbl"))
        for sample, table in zip(samples, tables, strict=False):
            where = f"{places.of(table)}, in the slot '{spot.slot.title}'"
            yield from _of_sample(sample, spot, where, opened)
            if any(True for _ in table.iter(w("gridSpan"), w("vMerge"))):
                yield warning(
                    "sample with merged cells",
                    where,
                    "The sample table has merged cells.",
                    "Split them: the tables of a report have a cell in every column.",
                )
            if len(table.findall(w("tr"))) < 2:
                yield note(
                    "sample without a row",
                    where,
                    "The sample table has a row of headings and no other.",
                    "Add a row below: it shows how the rows of the table shall look.",
                )


def _of_sample(sample: Sample, spot: Spot, where: str, opened: Opened) -> Iterator[Mistake]:
    known = spot.slot.columns
    if not known and spot.slot.kind in ("table", "chart"):
        yield warning("sample of no use", where, "No sample table can be followed there.", "Delete the sample table.")
    for heading, at in zip(sample.headings, columns_of(sample.headings, [(each, each) for each in known]), strict=True):
        if known and at is None:
            near = nearest(heading, known)
            remedy = f"Did you mean '{near}'?" if near else f"There are: {', '.join(known)}."
            yield error("no such column", where, f"No table there has a column '{heading}'.", remedy)
    width = next((step.width for step in opened.steps if step.spot is spot), 0)
    wide = sum(column.look.width for column in sample.columns)
    if width and wide > width + 120:
        yield warning(
            "sample too wide",
            where,
            f"The sample table is {_cm(wide)} cm wide, and the page has room for {_cm(width)} cm.",
            "Its columns are made narrower in proportion. Narrow them, or turn the page of that section.",
        )


def _cm(twips: int) -> str:
    return f"{twips / 567:.1f}"
