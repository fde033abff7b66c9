"""The parts that every Word file needs besides its words: theme, fonts, settings and the list with bullets."""

from __future__ import annotations

from compiler.render.word.opc import Part
from compiler.render.word.styles import BULLETS, FONT, Palette, R, W

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"


def numbering() -> Part:
    """The lists: one, with bullets, of number 1."""
    used = '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    xml = f'{_HEAD}<w:numbering xmlns:w="{W}">{BULLETS.format(id=1)}{used}</w:numbering>'
    return Part("word/numbering.xml", _TYPE.format("numbering"), xml.encode())


def settings() -> Part:
    """Word's present way of laying out, British English, and nothing that asks on opening."""
    mode = '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    xml = (
        f'{_HEAD}<w:settings xmlns:w="{W}" xmlns:r="{R}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        f'<w:characterSpacingControl w:val="doNotCompress"/><w:compat>{mode}</w:compat><w:themeFontLang w:val="en-GB"/>'
        f'<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )
    return Part("word/settings.xml", _TYPE.format("settings"), xml.encode())


def fonts() -> Part:
    """The font of the papers, and what it may be replaced by where it is not installed."""
    xml = (
        f'{_HEAD}<w:fonts xmlns:w="{W}"><w:font w:name="{FONT}"><w:altName w:val="Liberation Sans"/>'
        f'<w:panose1 w:val="020B0604020202020204"/><w:charset w:val="00"/><w:family w:val="swiss"/>'
        f'<w:pitch w:val="variable"/></w:font></w:fonts>'
    )
    return Part("word/fontTable.xml", _TYPE.format("fontTable"), xml.encode())


def theme(palette: Palette) -> Part:
    """The colours and fonts that Word offers to whoever edits the report: the council's own, and greys."""
    named = [("dk1", "000000"), ("lt1", "FFFFFF"), ("dk2", palette.accent), ("lt2", palette.pale)]
    named += [("accent1", palette.accent), ("accent2", "595959"), ("accent3", "7F7F7F"), ("accent4", "A6A6A6")]
    named += [("accent5", "BFC5CA"), ("accent6", "3F3F3F"), ("hlink", palette.accent), ("folHlink", "595959")]
    colours = "".join(f'<a:{name}><a:srgbClr val="{colour}"/></a:{name}>' for name, colour in named)
    font = f'<a:latin typeface="{FONT}"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="6350">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    xml = (
        f'{_HEAD}<a:theme xmlns:a="{_DRAWING}" name="Report"><a:themeElements>'
        f'<a:clrScheme name="Report">{colours}</a:clrScheme>'
        f'<a:fontScheme name="Report"><a:majorFont>{font}</a:majorFont><a:minorFont>{font}</a:minorFont></a:fontScheme>'
        f'<a:fmtScheme name="Report"><a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst>"
        f"</a:fmtScheme></a:themeElements></a:theme>"
    )
    return Part("word/theme/theme1.xml", "application/vnd.openxmlformats-officedocument.theme+xml", xml.encode())
