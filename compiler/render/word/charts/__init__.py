"""Charts as Word's own: drawn by Word from a workbook that lies in the report, so that an officer may change them."""

from compiler.render.word.charts.place import ChartPlace, chart_parts, chart_pieces

__all__ = ["ChartPlace", "chart_parts", "chart_pieces"]
