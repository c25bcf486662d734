"""`python -m tests.docs.equations`: the table of the equations, and how each was checked."""

from rich.console import Console
from rich.table import Table

from tests.docs.equations.binding import REGISTRY, REQUIRED, judge
from tests.docs.equations.mutation import survivors
from tests.docs.equations.pages import all_equations, load


def main() -> None:
    """Judge every equation, in the order of the pages, and print a line for each."""
    load()
    table = Table(title=f"The equations; a false identity would pass with a probability below 2^{REQUIRED}")
    for column in ("equation", "page", "kind of proof", "points", "bound", "mutants told", "equivalent"):
        table.add_column(column, justify="right" if column in ("points", "bound") else "left", no_wrap=True)
    for equation in all_equations():
        check = REGISTRY[equation.name]
        verdict, (mutants, alive) = judge(check), survivors(check)
        bound = "–" if verdict.log2_bound is None else f"2^{verdict.log2_bound:.0f}"
        told = f"{len(mutants) - len(alive)} of {len(mutants)}"
        kind = ", ".join(dict.fromkeys(check.kinds))
        table.add_row(equation.name, equation.page, kind, str(verdict.points), bound, told, str(len(alive) or ""))
    Console(width=None if Console().is_terminal else 150).print(table)


if __name__ == "__main__":
    main()
