"""The project's sources as syntax trees, and what rules about them are made of."""

import ast
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from textwrap import dedent

ROOT = Path(__file__).resolve().parent.parent.parent
SERVICES = ("identity", "scheduling", "evidence", "reviews", "progression", "notifications")

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One file: where it is, from the root of the project, and what stands in it."""

    path: str
    text: str
    tree: ast.Module

    @classmethod
    def read(cls, path: Path) -> "Module":
        """A file of the project."""
        text = path.read_text(encoding="utf-8")
        return cls(path.relative_to(ROOT).as_posix(), text, ast.parse(text))

    @classmethod
    def snippet(cls, text: str, *, at: str) -> "Module":
        """A few lines that pretend to be the file `at`."""
        return cls(at, dedent(text), ast.parse(dedent(text)))

    def is_one_of(self, *patterns: str) -> bool:
        """Whether the path fits one of the patterns; `*` also stands for folders."""
        return any(fnmatch(self.path, pattern) for pattern in patterns)

    def at(self, node: ast.stmt | ast.expr, what: str) -> str:
        """A fault of this file: where and what."""
        return f"{self.path}:{node.lineno}: {what}"

    def imports(self) -> dict[str, str]:
        """What each imported name stands for: `{"now": "datetime.datetime.now"}`."""
        found = {}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    name = alias.asname or alias.name.partition(".")[0]
                    found[name] = alias.name if alias.asname else name
            elif isinstance(node, ast.ImportFrom):
                for alias in node.names:
                    found[alias.asname or alias.name] = f"{node.module}.{alias.name}"
        return found

    def imported_modules(self) -> Iterator[tuple[ast.stmt, str]]:
        """Every import statement with each module it names."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((node, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield node, node.module or ""

    def calls(self) -> Iterator[ast.Call]:
        """Every call."""
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.Call))

    def functions(self) -> Iterator[tuple[str, Function]]:
        """Every function and method with its qualified name; functions inside functions are part of them."""
        yield from _functions(self.tree, "")


Rule = Callable[[Module], Iterable[str]]
"""What a rule finds wrong with a file: sentences that say where."""


@cache
def modules(*folders: str) -> tuple[Module, ...]:
    """Every Python file in these folders of the project."""
    return tuple(Module.read(path) for folder in folders for path in sorted((ROOT / folder).rglob("*.py")))


def dotted(expression: ast.expr, imports: dict[str, str]) -> str:
    """What an expression like `datetime.now` names, imports resolved; empty when it is something else."""
    if isinstance(expression, ast.Name):
        return imports.get(expression.id, expression.id)
    if isinstance(expression, ast.Attribute):
        owner = dotted(expression.value, imports)
        return f"{owner}.{expression.attr}" if owner else ""
    return ""


def parameters(function: Function) -> list[ast.arg]:
    """Every named parameter."""
    return [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]


def _functions(node: ast.AST, prefix: str) -> Iterator[tuple[str, Function]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            yield prefix + child.name, child
        elif isinstance(child, ast.ClassDef):
            yield from _functions(child, f"{prefix}{child.name}.")
        else:
            yield from _functions(child, prefix)
