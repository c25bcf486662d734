"""What the body of a function does with its names, whatever they are: what is predicted, compared, and stepped."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import lru_cache

from verification.submission.syntax import all_names

_DOTS = ("dot", "matmul", "inner", "multiply")


@lru_cache(maxsize=64)
def flow(function: ast.AST) -> Flow:
    """The flow of a function's body, worked out once."""
    return Flow(function)


class Flow:
    """`rows`: tables whose rows are unpacked. `stepped`: what descends. `targets`: what a prediction is compared with.

    `features`: what is multiplied with something that is stepped. A name stands for what it was taken from:
    in `for h, s in zip(hours, scores)`, s is scores.
    """

    def __init__(self, function: ast.AST) -> None:
        self.nodes = list(ast.walk(function))
        self.taken: dict[str, str] = {}
        self.rows: set[str] = set()
        self.values: dict[str, list[ast.expr]] = {}
        for node in self.nodes:
            if isinstance(node, (ast.For, ast.comprehension)):
                self._loop(node.target, node.iter)
            for target, value in _assigned(node):
                self._assign(target, value)
        self.stepped = set(self._stepped())
        self.targets = set(self._targets()) - self.stepped
        self.features = set(self._features()) - self.stepped - self.targets

    def uses(self, name: str) -> Iterator[str]:
        """The uses of one name."""
        for use in ("rows", "stepped", "targets", "features"):
            if name in getattr(self, use):
                yield use

    def _loop(self, target: ast.expr, source: ast.expr) -> None:
        """What a loop takes its variables from."""
        match source, target:
            case ast.Call(func=ast.Name(id="enumerate"), args=[inner, *_]), ast.Tuple(elts=[_, item]):
                self._loop(item, inner)
            case ast.Call(func=ast.Name(id="zip"), args=columns), ast.Tuple(elts=items):
                for item, column in zip(items, columns, strict=False):
                    self._loop(item, column)
            case ast.Name(id=table), ast.Tuple(elts=[_, _]):
                self.rows.add(table)
            case ast.Name(id=table), ast.Name(id=item) if item != table:
                self.taken[item] = table

    def _assign(self, target: ast.expr, value: ast.expr) -> None:
        match target, value:
            case ast.Name(id=name), ast.Subscript(value=ast.Name(id=table)) if table not in (name, "given__"):
                self.taken.setdefault(name, table)
        self.values.setdefault(self.base(target), []).append(value)

    def base(self, node: ast.AST) -> str:
        """The name that an expression is a part of: `x[i]`, `X.T`, `p[0]`."""
        while isinstance(node, ast.Subscript) or (isinstance(node, ast.Attribute) and node.attr == "T"):
            node = node.value
        name = node.id if isinstance(node, ast.Name) else ""
        seen: set[str] = set()
        while name in self.taken and name not in seen:
            seen.add(name)
            name = self.taken[name]
        return name

    def _stepped(self) -> Iterator[str]:
        """`w -= …`, `w = w - …`, and `temp = w - …` where w then becomes temp."""
        for node in self.nodes:
            if isinstance(node, ast.AugAssign) and isinstance(node.op, ast.Sub):
                yield self.base(node.target)
            for target, value in _assigned(node):
                if isinstance(value, ast.BinOp) and isinstance(value.op, ast.Sub):
                    name, new = self.base(value.left), self.base(target)
                    if name and (new == name or any(new in all_names(later) for later in self.values.get(name, []))):
                        yield name

    def _derived(self, node: ast.AST, seen: frozenset[str] = frozenset()) -> Iterator[ast.AST]:
        """The parts of an expression and of what its names were assigned; what is stepped is what it is."""
        for part in ast.walk(node):
            yield part
            if isinstance(part, ast.Name) and part.id not in seen | self.stepped:
                for value in self.values.get(part.id, [])[:4]:
                    yield from self._derived(value, seen | {part.id})

    def _predicts(self, node: ast.expr) -> bool:
        """Whether it comes from a product and from no difference."""
        parts = list(self._derived(node))
        differs = any(isinstance(part, ast.BinOp) and isinstance(part.op, ast.Sub) for part in parts)
        return not differs and any(_factors(part) for part in parts)

    def _targets(self) -> Iterator[str]:
        for node in self.nodes:
            if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub):
                for plain, other in ((node.left, node.right), (node.right, node.left)):
                    name = self.base(plain)
                    if name and not self._predicts(plain) and self._predicts(other):
                        yield name

    def _features(self) -> Iterator[str]:
        for node in self.nodes:
            names = [self.base(factor) for factor in _factors(node)]
            if any(name in self.stepped for name in names):
                yield from (name for name in names if name)


def _assigned(node: ast.AST) -> Iterator[tuple[ast.expr, ast.expr]]:
    """Each target with its own value, in `a, b = c, d` too."""
    if not isinstance(node, ast.Assign):
        return
    for target in node.targets:
        if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
            yield from zip(target.elts, node.value.elts, strict=False)
        else:
            yield target, node.value


def _factors(node: ast.AST) -> list[ast.expr]:
    """What a product multiplies, numbers apart."""
    match node:
        case ast.BinOp(left=left, op=ast.Mult() | ast.MatMult(), right=right):
            found = [left, right]
        case ast.Call(func=ast.Attribute(value=owner, attr=attribute), args=args) if attribute in _DOTS:
            found = [*([] if len(args) > 1 else [owner]), *args]
        case _:
            return []
    return [] if any(isinstance(factor, ast.Constant) for factor in found) else found
