"""Slots as they stand in a template: a control with its title, and in grey what will stand there."""

from __future__ import annotations

from compiler.render.word.markup import Para, StyleIds, escape, run
from compiler.render.word.slots.controls import FACT, FACT_BOOKMARK, PROMPT, own_name
from compiler.report.slot import Slot


def slot_control(slot: Slot, styles: StyleIds, number: int) -> str:
    """A slot for blocks, which shows its title and what it is for; `number` is the control's own.

    A bookmark spans it to a last line that takes no room, so that what is put below the title in LibreOffice, which
    shrinks the control to its first words, stands in the slot all the same.
    """
    bold = f'<w:rStyle w:val="{styles["strong"]}"/>'
    start = f'<w:bookmarkStart w:id="{number}" w:name="{own_name(slot.key, 1)}"/>'
    shown = Para(styles[PROMPT], start + run(f"{slot.title}. ", bold) + run(slot.what)).xml()
    ends = Para(styles["section end"], f'<w:bookmarkEnd w:id="{number}"/>').xml()
    return f"<w:sdt>{_properties(slot, number)}<w:sdtContent>{shown}{ends}</w:sdtContent></w:sdt>"


def fact_control(slot: Slot, styles: StyleIds, number: int) -> str:
    """A slot for a fact within a sentence, which shows its title, in a bookmark by which it is known again."""
    shown = run(slot.title, f'<w:rStyle w:val="{styles[FACT]}"/>')
    start = f'<w:bookmarkStart w:id="{number}" w:name="{own_name(slot.key, 1, FACT_BOOKMARK)}"/>'
    control = f"<w:sdt>{_properties(slot, number)}<w:sdtContent>{shown}</w:sdtContent></w:sdt>"
    return f'{start}{control}<w:bookmarkEnd w:id="{number}"/>'


def _properties(slot: Slot, number: int) -> str:
    return (
        f'<w:sdtPr><w:alias w:val="{escape(slot.title)}"/><w:tag w:val="{escape(slot.key)}"/>'
        f'<w:id w:val="{number}"/></w:sdtPr>'
    )
