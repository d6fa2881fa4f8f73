"""The steps by which the register's database came to be what it is, run by Alembic."""
