"""`compile template`: the palette of slots, and the template looked over."""

from __future__ import annotations

import json
import sys

from compiler.cli.commands.templates import CheckTemplate, Palette
from compiler.cli.formats import width
from compiler.domain.finding import Severity
from compiler.project.find import WrongUse, open_project
from compiler.project.template import check_templates, write_palette
from compiler.render.template import checked_json, checked_text

_FORMATS = ("text", "json")


def palette_and_tell(options: Palette) -> int:
    """Write the palette and say where it is."""
    _known(options.format)
    written, slots = write_palette(open_project(options.folder, options.department), options.output)
    if options.format == "json":
        print(json.dumps({"written": str(written.path), "slots": slots, "note": written.note}, indent=2))
    elif not options.quiet:
        print(f"Wrote {written.path} with {slots} slots and facts.")
        print("Next: copy what you want from it into the template, then run compile template check")
    if written.note and options.format != "json":
        print(written.note, file=sys.stderr)
    return 0


def check_and_tell(options: CheckTemplate) -> int:
    """Print what is wrong with the templates; 1 if errors stand (or warnings, where it is strict)."""
    _known(options.format)
    checked = check_templates(open_project(options.folder, options.department), options.file)
    weights = (Severity.ERROR, Severity.WARNING) if options.strict else (Severity.ERROR,)
    wrong = any(each.severity in weights for template in checked for each in template.mistakes)
    if options.format == "json":
        print(checked_json(checked), end="")
    elif wrong or not options.quiet:
        print(checked_text(checked, width()), end="")
    return int(wrong)


def _known(form: str) -> None:
    if form not in _FORMATS:
        raise WrongUse(f"There is no format '{form}'. There are: {', '.join(_FORMATS)}.")
