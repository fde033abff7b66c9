"""The finished, hand-edited report read back: each numeral is what the returns give for its place, or is listed."""

from __future__ import annotations

from compiler.render.audit.document import Document, read_document
from compiler.render.audit.objects import audit_json
from compiler.render.audit.package import NotRead
from compiler.render.audit.read_back import audit
from compiler.render.audit.remark import Audited, Remark
from compiler.render.audit.text import audit_text

__all__ = ["Audited", "Document", "NotRead", "Remark", "audit", "audit_json", "audit_text", "read_document"]
