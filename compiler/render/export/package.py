"""The description of exported tables as a Frictionless tabular data package: `datapackage.json`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence

from compiler.consolidate.view import DepartmentView
from compiler.domain.text import fold
from compiler.render.export.table import Field, Table

NAME = "datapackage.json"
_MEDIA = {"csv": "text/csv", "json": "application/json", "parquet": "application/vnd.apache.parquet"}
_NOT_FREE = "abcdefghijklmnopqrstuvwxyz0123456789-._"


def package_bytes(
    view: DepartmentView, tables: Sequence[Table], files: Mapping[str, bytes], form: str, encoding: str = "utf-8"
) -> bytes:
    """What each file holds, column by column, with its size and SHA-256; `files` are the tables' bytes by their names.

    `form` is what the files are: csv, json or parquet. A blank is missing but in a column of words, where it is ''.
    """
    told = {
        "profile": "tabular-data-package" if form == "csv" else "data-package",
        "name": "".join(each if each in _NOT_FREE else "-" for each in fold(_key(view)).replace(" ", "-")),
        "title": f"{view.department.name}, {view.period.label}",
        "description": view.notice,
        "sources": [{"title": source.workbook, "path": source.workbook} for source in view.sources if source.sha256],
        "resources": [_resource(table, files[table.name], form, encoding) for table in tables],
    }
    return (json.dumps({key: each for key, each in told.items() if each}, ensure_ascii=False, indent=2) + "\n").encode()


def _key(view: DepartmentView) -> str:
    return f"{view.department.key}-{view.period.year.name}-{view.period.name}"


def _resource(table: Table, data: bytes, form: str, encoding: str) -> dict[str, object]:
    mark = {"encoding": encoding} if form != "parquet" else {}
    return {
        "profile": "tabular-data-resource" if form == "csv" else "data-resource",
        "name": table.name,
        "path": f"{table.name}.{form}",
        "title": table.title,
        "format": form,
        "mediatype": _MEDIA[form],
        **mark,
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "schema": _schema(table),
    }


def _schema(table: Table) -> dict[str, object]:
    schema: dict[str, object] = {"fields": [_field(each, table) for each in table.fields], "missingValues": [""]}
    if table.key:
        schema["primaryKey"] = [table.key]
    return schema


def _field(field: Field, table: Table) -> dict[str, object]:
    told: dict[str, object] = {"name": field.name, "type": field.type, "title": field.title}
    if field.description:
        told["description"] = field.description
    if field.name == table.key:
        told["constraints"] = {"required": True, "unique": True}
    return told
