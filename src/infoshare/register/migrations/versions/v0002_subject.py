"""Version 0002: what each entry is about stands in a column of its own, with an index."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
FIELDS = {
    "protocol": "digest", "signature": "protocol", "decision": "digest", "release": "sha256", "review": "protocol",
    "withdrawal": "protocol", "destruction": "release",
}  # fmt: skip
"""As the entries were when this step was made: a step never changes, whatever becomes of the model."""


def upgrade() -> None:
    """Add the column, fill it from the bodies, and index it."""
    op.add_column("entries", sa.Column("subject", sa.Text, nullable=True))
    connection = op.get_bind()
    rows = connection.execute(sa.text("SELECT number, kind, body FROM entries")).all()
    for number, kind, body in rows:
        connection.execute(
            sa.text("UPDATE entries SET subject = :subject WHERE number = :number"),
            {"subject": json.loads(body)[FIELDS[kind]], "number": number},
        )
    op.create_index("entries_subject", "entries", ["subject"])
