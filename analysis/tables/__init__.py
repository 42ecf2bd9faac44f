"""The tables: their schema, rows in and out of them, files, and the codebook, all made from one schema.

Missing values are ``<NA>`` in every column. Offsets are code points into the article's text as read, half-open, and
``text[start:end]`` equals the text column beside them.
"""

from analysis.tables.documentation import codebook, data_package
from analysis.tables.rows import frame, records, validated
from analysis.tables.schema import BOUNDS, POLARITY, SCHEMAS, TABLES, allowed_values
from analysis.tables.storage import FORMATS, arrow_schema, read_table, write_table

__all__ = [
    "BOUNDS",
    "FORMATS",
    "POLARITY",
    "SCHEMAS",
    "TABLES",
    "allowed_values",
    "arrow_schema",
    "codebook",
    "data_package",
    "frame",
    "read_table",
    "records",
    "validated",
    "write_table",
]
