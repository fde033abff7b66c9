"""Links to other files are taken out of relations; everything else stays, however the part is cut into pieces."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from compiler.returns.links import without_links
from tests.returns.packages import LINKS

TABLE = f'<Relationship Id="r1" Type="{LINKS}/table" Target="../tables/table1.xml"/>'
LINK = f'<Relationship Id="rIdLine1" Type="{LINKS}/hyperlink" Target="..\\a&amp;b.xlsx" TargetMode="External"/>'
ODD = f'<Relationship Id="r2" Type="{LINKS}/hyperlink" Target="a&b" TargetMode="External"/>'
KINDS = (TABLE, LINK, ODD, "<x/>", "\n", "é")


@settings(deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(KINDS)), st.integers(1, 200))
def test_only_links_are_taken_out(written: list[str], size: int) -> None:
    data = "".join(written).encode()
    pieces = (data[start : start + size] for start in range(0, len(data), size))
    kept = b"".join(without_links(pieces)).decode()
    whole = "".join(each for each in written if each != LINK)
    assert kept.replace(LINK, "") == whole
    assert size < len(data) or kept == whole


def test_what_stands_behind_a_remark_stays() -> None:
    assert b"".join(without_links([f"{LINK}<!-- -{LINK}- -->".encode()])).decode() == f"{LINK}<!-- -{LINK}- -->"
    assert b"".join(without_links([b"<x a='", b"1", b"2'>"])) == b"<x a='12'>"
