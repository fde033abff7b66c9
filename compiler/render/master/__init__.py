"""The master workbook: all divisions together in one .xlsx file that an officer works from."""

from compiler.render.master.book import render_master, write_master

__all__ = ["render_master", "write_master"]
