"""Reading and checking run anywhere: every example and the real quarters, with nothing but the standard library."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SCRIPT = """
import re, sys
from importlib.resources import files
from pathlib import Path

from compiler.domain.period import Period, Year
from compiler.pipeline import check_returns, read_returns
from compiler.domain.returned import Role
from compiler.project.find import choose_period, open_project
from compiler.project.quarter import Wish, inputs_of
from compiler.render.findings import NOTHING, findings_text
from compiler.rules.explain import example
from compiler.rules.registry import check, every_rule
from tests.rules.sheets import case_of, decisions_in, narrowed, shown, small_profile

for rule in every_rule():
    _, fails, said, passes = re.split(r"^## .*$\\n", example(rule.code), flags=re.MULTILINE)
    profile = narrowed(shown(passes), small_profile())
    told = findings_text(check(case_of(shown(fails), profile, decisions_in(fails))))
    assert told == said.strip().removeprefix("```text\\n").removesuffix("```"), rule.code
    assert findings_text(check(case_of(shown(passes), profile, decisions_in(passes)))) == NOTHING, rule.code
inputs = inputs_of(*(lambda p: (p, choose_period(p, "2007-08", "Q4"), Wish()))(open_project(Path())))
returns = read_returns(inputs, inputs.returns, Role.RETURN, inputs.period.year, inputs.period)
assert returns and check_returns(inputs, (), returns, ()) == ()
foreign = {name.split(".")[0] for name in sys.modules} - set(sys.stdlib_module_names)
print(sorted(foreign - {"compiler", "tests", "__main__"}))
"""


def test_every_rule_runs_with_the_standard_library_alone() -> None:
    """-S leaves out whatever is installed beside Python, -E whatever the environment adds."""
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{SCRIPT}"
    done = subprocess.run(
        [sys.executable, "-S", "-E", "-c", code], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=60
    )
    assert (done.stdout, done.stderr, done.returncode) == ("[]\n", "", 0)
