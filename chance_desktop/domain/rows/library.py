"""Rows of library, from `domain/fields/library`: written by `python -m tests.architecture.row_classes`, not by hand."""

from chance_desktop.domain.rows.kept import KeptRow


class KeptLibraryDocument(KeptRow):
    """A row of `library_document`."""

    structure_code: str | None
    kind: str
    title: str
    on: str | None
    sha256: str
    size: int
    file_name: str | None
    note: str | None
    by: str | None


class KeptErasure(KeptRow):
    """A row of `erasure`."""

    kind: str | None
    target: str | None
