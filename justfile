# The one door: `just check` is all that anybody runs before a commit, and what the gate runs.

# Style, types, floors, and generated files that must be up to date.
check:
    ruff check .
    ruff format --check .
    mypy
    lint-imports
    python scripts/make_docs.py --check
    python scripts/make_spec_pages.py --check
    python scripts/make_identifier_page.py --check
    python scripts/make_policy_page.py --check
    python scripts/make_protocol_page.py --check
    python scripts/make_import_page.py --check

# Mend what a machine can mend.
fix:
    ruff check --fix .
    ruff format .
    python scripts/make_docs.py
    python scripts/make_spec_pages.py
    python scripts/make_identifier_page.py
    python scripts/make_policy_page.py
    python scripts/make_protocol_page.py
    python scripts/make_import_page.py

# Every test.
test *ARGS:
    pytest {{ARGS}}

# The wheel and the source distribution.
build:
    python -m build
