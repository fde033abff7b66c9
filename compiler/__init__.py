"""Compiles a department's quarterly returns into the committee's Word report and a master workbook."""
