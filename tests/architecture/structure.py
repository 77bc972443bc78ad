"""The structure of the project as its imports draw it: modules, circles, loose modules of a room."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "chance_desktop"
ROOMY = 13
"""More loose modules than a dozen ask for rooms."""


def module_name(path: Path) -> str:
    """`casework.session.desk` for a file of the package; a folder is named by itself."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def import_graph() -> dict[str, set[str]]:
    """By module, the modules of the project it imports, late imports included; imports for types alone load nothing."""
    paths = {module_name(path): path for path in PACKAGE.rglob("*.py")}
    return {name: set(_imports(ast.parse(path.read_text("utf-8")), set(paths))) for name, path in paths.items()}


def circles(graph: dict[str, set[str]]) -> list[list[str]]:
    """The groups of modules that reach each other (Tarjan)."""
    number: dict[str, int] = {}
    lowest: dict[str, int] = {}
    stack: list[str] = []
    groups: list[list[str]] = []

    def visit(module: str) -> None:
        number[module] = lowest[module] = len(number)
        stack.append(module)
        for other in graph[module]:
            if other not in number:
                visit(other)
                lowest[module] = min(lowest[module], lowest[other])
            elif other in stack:
                lowest[module] = min(lowest[module], number[other])
        if lowest[module] == number[module]:
            at = stack.index(module)
            group, stack[at:] = stack[at:], []
            if len(group) > 1:
                groups.append(sorted(group))

    for module in graph:
        if module not in number:
            visit(module)
    return groups


def loose_modules() -> Counter[str]:
    """How many modules lie loose in each folder."""
    return Counter(
        str(path.parent.relative_to(PACKAGE)) for path in PACKAGE.rglob("*.py") if path.name != "__init__.py"
    )


def _imports(tree: ast.AST, known: set[str]) -> Iterator[str]:
    for statement in executed_nodes(tree):
        if isinstance(statement, ast.ImportFrom) and (statement.module or "").startswith(PACKAGE.name):
            package = (statement.module or "").removeprefix(PACKAGE.name).removeprefix(".")
            for alias in statement.names:
                inner = f"{package}.{alias.name}".removeprefix(".")
                yield inner if inner in known else package
        elif isinstance(statement, ast.Import):
            names = (alias.name.removeprefix(f"{PACKAGE.name}.") for alias in statement.names)
            yield from (name for name in names if name in known)


def executed_nodes(tree: ast.AST) -> Iterator[ast.AST]:
    """Every node that is executed."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            continue
        yield node
        yield from executed_nodes(node)
