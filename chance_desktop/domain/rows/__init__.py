"""What is read from the store: a class for the rows of each table, in one module a subject.

The classes are written from the declarations of the fields (`python -m tests.architecture.row_classes`): a name misspelt, or
a value that may be nothing taken for one, is refused by the types. A row stays a mapping, as the store gives it.
"""
