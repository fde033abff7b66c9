"""The lines of the table: what is measured, against what, and the ratio that is aimed for."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmarks.cluster import cluster
from tests.benchmarks.departments import NAME, NO_LIMIT
from tests.benchmarks.process import Cost, cost, paired, peak, ratio, seconds

COMPILE = """import sys
from compiler.cli import run
sys.argv[1:] = {arguments!r}
run()"""
NOTHING = "pass"


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is measured: workbooks of the small, the middle and the larger departments, rows of the pieces, and how
    many pairs of runs count."""

    middle: int = 200
    many: int = 2_000
    large: int = 10_000
    word: int = 5_000
    master: int = 100_000
    pairs: int = 5


QUICK = Sizes(middle=60, many=240, large=240, word=5_000, master=20_000, pairs=3)


@dataclass(frozen=True, slots=True)
class Result:
    """One figure of a line: what it is, how it came out, the goal and the aim; the unit is '' for a ratio."""

    what: str
    measured: float
    goal: float
    aim: float
    unit: str = ""
    told: str = ""
    at_least: bool = False

    @property
    def met(self) -> str:
        """Whether the goal is met, or the aim even."""
        if self._reaches(self.aim):
            return "aim met"
        return "met" if self._reaches(self.goal) else "NOT MET"

    def _reaches(self, limit: float) -> bool:
        return self.measured >= limit if self.at_least else self.measured <= limit


@dataclass(slots=True)
class Bench:
    """Where the generated departments lie, each made when it is first asked for."""

    folder: Path
    sizes: Sizes
    profile: str = "base"
    made: dict[int, Path] = field(default_factory=dict)

    def department(self, workbooks: int) -> Path:
        """The folder of a department with so many workbooks: half of them plans, half of them returns."""
        if workbooks not in self.made:
            path = self.folder / f"{self.profile}-{workbooks}"
            mark = path / "whole"
            if not mark.is_file():
                run(["-m", "tests.benchmarks.departments", str(path), str(workbooks // 2), self.profile])
                mark.touch()
            self.made[workbooks] = path
        return self.made[workbooks]


def run(arguments: Sequence[str]) -> None:
    """Run Python and wait; RuntimeError unless it ends well."""
    if (ended := cost(*arguments)).code:
        raise RuntimeError(f"{' '.join(arguments)} ended with {ended.code}")


def program(folder: Path, *arguments: str) -> list[str]:
    """The program's command line as arguments of Python, for a generated department.

    One process does it all unless others are asked for: processor time is what is compared, not the clock.
    """
    common = ["--folder", str(folder), "--year", "2008-09", "--quarter", "Q1"]
    if not {"--workers", "--scheduler"}.intersection(arguments):
        common += ["--workers", "1"]
    return ["-c", COMPILE.format(arguments=[arguments[0], *common, *arguments[1:]])]


def kept_in(folder: Path) -> list[str]:
    """What the program keeps of a run."""
    return [str(folder / "output"), str(folder / ".compile")]


def rival(folder: Path, *arguments: str) -> list[str]:
    """The rival's command line."""
    return ["-m", "tests.benchmarks.rival", str(folder), *(arguments or [str(folder / "rival")])]


def _whole(
    bench: Bench, workbooks: int, title: str, goals: tuple[float, float, float, float], *asked: str
) -> list[Result]:
    folder = bench.department(workbooks)
    commands = [program(folder, "quarter", "--quiet"), rival(folder, str(folder / "rival"), *asked)]
    ours, theirs = paired(commands, bench.sizes.pairs, kept_in(folder))
    time, aim, memory, memory_aim = goals
    return [
        Result(f"{title}: time", ratio(ours, theirs), time, aim, told=_seconds(ours, theirs)),
        Result(f"{title}: memory", peak(ours) / peak(theirs), memory, memory_aim, told=_peaks(ours, theirs)),
    ]


def _seconds(ours: Sequence[Cost], theirs: Sequence[Cost]) -> str:
    return f"{seconds(ours):.2f} s against {seconds(theirs):.2f} s"


def _peaks(ours: Sequence[Cost], theirs: Sequence[Cost]) -> str:
    return f"{peak(ours):.0f} MB against {peak(theirs):.0f} MB"


def small(bench: Bench) -> list[Result]:
    """A quarter of four divisions, whole."""
    return _whole(bench, 8, "quarter of 4 divisions (8 workbooks)", (0.25, 0.15, 0.4, 0.4))


def middle(bench: Bench) -> list[Result]:
    """A quarter of many divisions, whole."""
    many = bench.sizes.middle
    return _whole(bench, many, f"quarter of {many} workbooks ({140 * many:,} rows)", (0.10, 0.05, 0.15, 0.15))


def unlimited(bench: Bench) -> list[Result]:
    """The same with every row printed in the report's appendices, which is what the goals were set by."""
    many = bench.sizes.middle
    profile = bench.department(many) / "templates" / NAME / "profile.toml"
    words = profile.read_text(encoding="utf-8")
    profile.write_text(words + NO_LIMIT, encoding="utf-8")
    try:
        return _whole(bench, many, f"quarter of {many} workbooks, every row printed", (0.10, 0.05, 0.15, 0.15), "--all")
    finally:
        profile.write_text(words, encoding="utf-8")


def reading(bench: Bench) -> list[Result]:
    """Reading and checking, against reading alone."""
    folder = bench.department(bench.sizes.middle)
    commands = [program(folder, "check", "--quiet"), rival(folder, "--read")]
    ours, theirs = paired(commands, bench.sizes.pairs, kept_in(folder), (0, 1))
    what = f"reading and checking {bench.sizes.middle} workbooks, against pandas only reading them"
    return [Result(what, ratio(ours, theirs), 0.15, 0.08, told=_seconds(ours, theirs))]


def memory(bench: Bench) -> list[Result]:
    """What a further workbook takes of memory."""
    sizes = (bench.sizes.middle // 2, bench.sizes.middle)
    peaks = []
    for many in sizes:
        folder = bench.department(many)
        ((*costs,),) = paired([program(folder, "quarter", "--quiet")], min(3, bench.sizes.pairs), kept_in(folder))
        peaks.append(peak(costs))
    each = (peaks[1] - peaks[0]) / (sizes[1] - sizes[0]) * 1024
    told = f"{peaks[0]:.0f} MB with {sizes[0]}, {peaks[1]:.0f} MB with {sizes[1]}"
    return [Result("quarter: memory for each further workbook", each, 64, 16, "kB", told)]


def flat(bench: Bench) -> list[Result]:
    """Whether a workbook of many costs more than one of few."""
    few, many = bench.sizes.middle, bench.sizes.large
    costs = []
    for size in (few, many):
        folder = bench.department(size)
        costs.append(paired([program(folder, "quarter", "--quiet")], 1, kept_in(folder))[0][0])
    each = [one.seconds / size for one, size in zip(costs, (few, many), strict=True)]
    told = f"{each[0] * 1000:.1f} ms, {each[1] * 1000:.1f} ms"
    return [
        Result(
            f"quarter: time for each workbook at {many:,} against at {few:,}", each[1] / each[0], 1.15, 1.05, told=told
        ),
        Result(
            f"quarter of {many:,} workbooks: memory",
            costs[1].peak,
            1024,
            256,
            "MB",
            f"{costs[1].clock:.0f} s by the clock",
        ),
    ]


def _piece(name: str, many: int) -> list[str]:
    return ["-m", "tests.benchmarks.pieces", name, str(many)]


def word(bench: Bench) -> list[Result]:
    """A long Word table."""
    rows = bench.sizes.word
    commands = [
        _piece("word-ours", rows),
        _piece("word-ours", 2 * rows),
        _piece("word-ours", 0),
        _piece("word-theirs", rows),
    ]
    ours, twice, none, theirs = paired(commands, bench.sizes.pairs)
    base = seconds(none)
    linear = (seconds(twice) - base) / (seconds(ours) - base) / 2
    return [
        Result(
            f"Word table of {rows:,} rows, against python-docx",
            ratio(ours, theirs),
            0.1,
            0.03,
            told=_seconds(ours, theirs),
        ),
        Result(
            "the same of twice the rows, for each row",
            linear,
            1.15,
            1.05,
            told=f"{seconds(twice):.2f} s; {base:.2f} s without a row",
        ),
    ]


def master(bench: Bench) -> list[Result]:
    """A long sheet of the master workbook."""
    rows = bench.sizes.master
    ours, theirs = paired([_piece("master-ours", rows), _piece("master-theirs", rows)], min(3, bench.sizes.pairs))
    what = f"master workbook of {rows:,} rows"
    return [
        Result(f"{what}, against XlsxWriter", ratio(ours, theirs), 1.0, 0.3, told=_seconds(ours, theirs)),
        Result(f"{what}: memory", peak(ours), 64, 64, "MB", _peaks(ours, theirs)),
    ]


def charts(bench: Bench) -> list[Result]:
    """A chart more."""
    few, more = 1, 41
    commands = [_piece(f"charts-{whose}", many) for whose in ("ours", "theirs") for many in (few, more)]
    one, many, theirs_one, theirs_many = paired(commands, bench.sizes.pairs)
    each = (seconds(many) - seconds(one)) / (more - few)
    theirs = (seconds(theirs_many) - seconds(theirs_one)) / (more - few)
    told = f"{each * 1000:.1f} ms against {theirs * 1000:.1f} ms"
    return [Result("each further native chart, against a picture by matplotlib", each / theirs, 0.05, 0.03, told=told)]


def again(bench: Bench) -> list[Result]:
    """A second run with nothing changed."""
    folder = bench.department(bench.sizes.middle)
    pairs, same = [], True
    for _ in range(min(3, bench.sizes.pairs)):
        ((first,),) = paired([program(folder, "quarter", "--quiet")], 1, kept_in(folder))
        before = _bytes(folder)
        second = cost(*program(folder, "quarter", "--quiet"))
        same = same and before == _bytes(folder)
        pairs.append((second, first))
    measured = statistics.median(two.seconds / one.seconds for two, one in pairs)
    told = f"{_seconds(*zip(*pairs, strict=True))}, {'the same bytes' if same else 'OTHER BYTES'}"
    what = f"second run with nothing changed, {bench.sizes.middle} workbooks, against the first"
    return [Result(what, measured if same else float("inf"), 0.3, 0.05, told=told)]


def _bytes(folder: Path) -> dict[str, bytes]:
    outputs = sorted((folder / "output").rglob("*"))
    return {str(path): path.read_bytes() for path in outputs if path.suffix in (".docx", ".xlsx", ".txt")}


def start(bench: Bench) -> list[Result]:
    """The help, and a check of one return: as its team changed it since the last check, and with nothing changed."""
    from tests.benchmarks.check import Folder, changing  # our own modules, which the other lines are measured without

    folder = bench.department(8)
    file = next((folder / "workbooks").glob("*/*/Q1/*.xlsx"))
    pairs, nothing, as_it_was = 3 * bench.sizes.pairs, ["-c", NOTHING], file.read_bytes()
    help_, check = ["-c", COMPILE.format(arguments=["--help"])], program(folder, "check", "--quiet", str(file))
    none, helped, again = paired([nothing, help_, check], pairs, ends=(0, 1))
    change = changing(Folder("", folder, (), file, NAME))
    try:
        none_then, corrected = paired([nothing, check], pairs, ends=(0, 1), change=change)
    finally:
        file.write_bytes(as_it_was)
    unchanged = f"with nothing changed {ratio(again, none):.1f}, {_seconds(again, none)}"
    return [
        Result("compile --help, against python -c pass", ratio(helped, none), 10, 7, told=_seconds(helped, none)),
        Result(
            "compile check of one return just changed, against python -c pass",
            ratio(corrected, none_then),
            10,
            7,
            told=f"{_seconds(corrected, none_then)}; {unchanged}",
        ),
    ]


def workers(bench: Bench) -> list[Result]:
    """Reading and checking by two processes, by the clock: the machine must have two cores and nothing else to do."""
    many = bench.sizes.many
    folder = bench.department(many)
    asked = [program(folder, "check", "--quiet", "--workers", each) for each in ("1", "2")]
    one, two = paired(asked, min(3, bench.sizes.pairs), kept_in(folder), (0, 1))
    what = f"reading and checking {many:,} workbooks by two processes: times as fast as by one"
    return [_faster(what, one, two, 1.6, 1.8)]


def on_cluster(bench: Bench) -> list[Result]:
    """The same on a Dask cluster of two processes on this machine."""
    many = bench.sizes.many
    folder = bench.department(many)
    with cluster() as address:
        asked = [program(folder, "check", "--quiet", *each) for each in (["--workers", "1"], ["--scheduler", address])]
        one, two = paired(asked, min(3, bench.sizes.pairs), kept_in(folder), (0, 1))
    what = f"the same by Dask with two processes ({many:,} workbooks): times as fast as by one"
    return [_faster(what, one, two, 1.0, 1.2)]


def _faster(what: str, one: Sequence[Cost], others: Sequence[Cost], goal: float, aim: float) -> Result:
    measured = statistics.median(alone.clock / several.clock for alone, several in zip(one, others, strict=True))
    clocks = [statistics.median(each.clock for each in costs) for costs in (one, others)]
    told = f"{clocks[0]:.1f} s against {clocks[1]:.1f} s by the clock, {_seconds(one, others)} of processor time"
    return Result(what, measured, goal, aim, told=told, at_least=True)


LINES: dict[str, Callable[[Bench], list[Result]]] = {
    "small": small,
    "middle": middle,
    "unlimited": unlimited,
    "reading": reading,
    "memory": memory,
    "flat": flat,
    "workers": workers,
    "cluster": on_cluster,
    "word": word,
    "master": master,
    "charts": charts,
    "again": again,
    "start": start,
}
"""What can be measured, by the name that the command knows it by."""
