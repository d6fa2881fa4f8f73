"""Runs the steps on the connection that is handed over, within its transaction; loaded by Alembic alone."""

from __future__ import annotations

from alembic import context

context.configure(connection=context.config.attributes["connection"], target_metadata=None, transactional_ddl=True)
context.run_migrations()
