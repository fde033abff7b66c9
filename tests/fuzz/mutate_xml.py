"""Mutations of one part's XML: tags, attributes, texts and the way that it is written."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from tests.fuzz.mutant import Mutant, Promise, some, upto
from tests.fuzz.packing import packed

_TOKENS = re.compile(r"<[^>]*>|[^<]+")
_TAG = re.compile(r"<[a-zA-Z][^>]*>")
_ATTRIBUTE = re.compile(r'\s([\w:.-]+)="([^"]*)"')
_BETWEEN = re.compile(r"><(?=[a-zA-Z/])")
PIECES = (
    *("<", ">", "/>", '"', "&", "&#0;", "&lt;", "&x;", "]]>", "<!--", "<!-- x -->", "<![CDATA[x]]>", "\0",
      "é", "_xD800_"),
    *("<c>", "</c>", "<v>", "</v>", "<row>", "</row>", "<is>", "<t>", "</t>", "<f>", "<?x y?>", "\ufffe", "\U0001f600"),
    *("<c r='B2'><v>1</v></c>", "<row r='9'><c><v>1</v></c></row>", '<!DOCTYPE x [<!ENTITY a "aaaa">]>', "_x0000_"),
    *('<?xml version="1.0"?>', "<mergeCells><mergeCell ref='A1:B2'/></mergeCells>", "xmlns=''", " ", "\r\n", "9" * 30),
    *("<table:table-cell office:value-type='string'><text:p>x</text:p></table:table-cell>", "<text:s text:c='5'/>"),
)  # fmt: skip
VALUES = (
    *("", "0", "1", "-1", "1E999", "NaN", "99999999999", "A1", "XFD1048576", "A1:XFD1048576", "XFE1", "A0",
      "#REF!", "true"),
    *("s", "n", "d", "b", "e", "str", "inlineStr", "x", "rId1", "../x.xml", "/", "http://x", "é", "&#10;",
      "1.5", "٣", " "),
    *("float", "percentage", "date", "time", "boolean", "2009-02-31", "PT1H", "16384", "1048576", "collapse", "hidden"),
    *("yyyy", "0.00%", "[h]:mm", "General", ";;;", '&quot;', "_x000D_", "veryHidden", "External", "9" * 400),
)  # fmt: skip
_BROKEN_DOCTYPE = '<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'


def _tokens(text: str) -> list[str]:
    return _TOKENS.findall(text)


def dropped(text: str, random: Random) -> str:
    """A tag or a text is gone."""
    found = _tokens(text)
    at = upto(random, len(found))
    del found[at : at + 1 + upto(random, 3)]
    return "".join(found)


def repeated(text: str, random: Random) -> str:
    """A stretch stands there twice."""
    found = _tokens(text)
    at, long = upto(random, len(found)), 1 + upto(random, 12)
    found[at:at] = found[at : at + long]
    return "".join(found)


def moved(text: str, random: Random) -> str:
    """A stretch stands somewhere else."""
    found = _tokens(text)
    at, long = upto(random, len(found)), 1 + upto(random, 6)
    piece = found[at : at + long]
    del found[at : at + long]
    to = upto(random, len(found))
    found[to:to] = piece
    return "".join(found)


def put_in(text: str, random: Random) -> str:
    """Something stands in between, in the place of a few letters."""
    for _ in range(1 + upto(random, 3)):
        at = upto(random, len(text))
        text = text[:at] + some(random, PIECES) + text[at + upto(random, 12) :]
    return text


def valued(text: str, random: Random) -> str:
    """An attribute has another value, is missing, stands there twice or has another name."""
    found = list(_ATTRIBUTE.finditer(text))
    if not found:
        return put_in(text, random)
    for hit in sorted({some(random, found) for _ in range(1 + upto(random, 2))}, key=lambda hit: -hit.start()):
        value, dice = some(random, VALUES), random.random()
        if dice < 0.7:
            new = f' {hit[1]}="{value}"'
        elif dice < 0.85:
            new = ""
        else:
            new = hit[0] + (hit[0] if dice < 0.9 else f' x:{hit[1]}="{value}"' if dice < 0.95 else f' y="{value}"')
        text = text[: hit.start()] + new + text[hit.end() :]
    return text


def texted(text: str, random: Random) -> str:
    """A text between two tags is another."""
    found = _tokens(text)
    words = [at for at, token in enumerate(found) if not token.startswith("<")]
    if words:
        found[some(random, words)] = some(random, VALUES)
    return "".join(found)


def nested(text: str, random: Random) -> str:
    """Tags stand within tags, a hundred deep."""
    hit = some(random, list(_TAG.finditer(text)) or [re.match("", text)])
    assert hit is not None
    deep = 20 + upto(random, 260)
    return text[: hit.end()] + "<x>" * deep + "</x>" * (deep if random.random() < 0.8 else 1) + text[hit.end() :]


def declared(text: str, random: Random) -> str:
    """It declares a document type, or an encoding that it does not have."""
    if random.random() < 0.5:
        return f'<?xml version="1.0"?>{_BROKEN_DOCTYPE}' + text.partition("?>")[2].lstrip()
    encoding = some(random, ("utf-16", "iso-8859-1", "windows-1252", "utf-7", "ucs-4", "x", "ebcdic-cp-us", "us-ascii"))
    return f'<?xml version="1.0" encoding="{encoding}"?>' + (text.partition("?>")[2] or text)


def remarked(text: str, random: Random) -> str:
    """A remark or an instruction stands between two tags, which means nothing."""
    hits = list(_BETWEEN.finditer(text))
    if not hits:
        return text
    at = some(random, hits).start() + 1
    return (
        text[:at]
        + some(random, ("<!-- a remark -->", "<?editor x='<c>'?>", "<!--<c r='A1'><v>1</v></c>-->"))
        + text[at:]
    )


def in_single_quotes(text: str, random: Random) -> str:
    """Its attributes stand in the other quotes, in another order and with space between, which means nothing."""

    def other(hit: re.Match[str]) -> str:
        attributes = [f"\n {name}='{value}'" for name, value in _ATTRIBUTE.findall(hit[0])]
        random.shuffle(attributes)
        end = "/>" if hit[0].endswith("/>") else ">"
        return re.split(r"[\s/>]", hit[0], maxsplit=1)[0] + "".join(attributes) + end

    return text if "'" in text else _TAG.sub(other, text)


def with_numbers(text: str, random: Random) -> str:
    """The letters of its texts are written as numbers, which means nothing."""
    found = _tokens(text)
    words = [at for at, token in enumerate(found) if token[0] not in "<\n\r " and "&" not in token and token.strip()]
    for at in words[:: 1 + upto(random, 4)]:
        found[at] = "".join(f"&#{ord(letter)};" if random.random() < 0.3 else letter for letter in found[at])
    return "".join(found)


_HARMLESS = (remarked, in_single_quotes, with_numbers)
_HARMFUL: tuple[Callable[[str, Random], str], ...] = (
    *(
        dropped,
        repeated,
        moved,
        put_in,
        put_in,
        valued,
        valued,
        valued,
        valued,
        valued,
        texted,
        texted,
        nested,
        declared,
    ),
)


def mutated(parts: dict[str, bytes], random: Random, rows: str) -> Mutant:
    """The archive with one part's XML changed; mostly that of the rows."""
    names = [name for name in parts if name.endswith((".xml", ".rels"))]
    name = rows if random.random() < 0.45 else some(random, names)
    text = parts[name].decode("utf-8")
    if random.random() < 0.25:
        way = some(random, _HARMLESS)
        changed = way(text, random)
        plain = changed.partition("?>")[2].lstrip() if changed.startswith("<?xml") else changed
        data = plain.encode("utf-16") if random.random() < 0.2 else changed.encode()
        made = {**parts, name: data}
        return Mutant("xml", f"{way.__name__} in {name}", packed(made, name), Promise.READ, parts=made)
    ways = [some(random, _HARMFUL) for _ in range(1 + (random.random() < 0.3))]
    for each in ways:
        text = each(text, random)
    made = {**parts, name: text.encode("utf-8", "surrogatepass")}
    how = f"{' '.join(way.__name__ for way in ways)} in {name}"
    aside = name in ("docProps/custom.xml", "[Content_Types].xml")
    return Mutant("xml", how, packed(made, name), Promise.SAME if aside else Promise.NOTHING, parts=made)
