"""Tests of slots: a template that its officer has shaped, and what stands in the report."""
