"""Commands whose help ends with a list read where it is declared, when the help is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from typer._click import Context, HelpFormatter
from typer.core import TyperCommand


def listing(title: str, lines: Callable[[], Iterable[tuple[str, str]]]) -> type[TyperCommand]:
    """A kind of command that lists, under its options, names and what they are."""

    class Listing(TyperCommand):
        def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
            told = (f"{name}\u00a0: {words}" for name, words in lines())
            self.epilog = "\n\n".join((title, *told))  # the formatter joins single lines into a paragraph
            super().format_help(ctx, formatter)

    return Listing
