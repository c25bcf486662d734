"""What the text of a submission says where its numbers cannot: which line, which of two mistakes, which cost is meant.

A name never comes from here alone: the text only decides between names that explain every number equally well.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from verification.convention import Convention
from verification.submission import reading
from verification.submission.syntax import all_names, called_within, names_called, read_names, stored_names
from verification.submission.words import is_flag

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Text:
    """The text of a submission, where each bound part of it begins, and the expression with which it is called.

    whole: nothing that it imports was missing.
    """

    source: str = ""
    lines: Mapping[str, int] = field(default_factory=dict)
    bound: Mapping[str, str] = field(default_factory=dict)
    whole: bool = True

    @cached_property
    def tree(self) -> ast.Module:
        """The text parsed; empty if that fails."""
        try:
            return ast.parse(self.source)
        except (SyntaxError, ValueError, RecursionError):
            return ast.Module(body=[], type_ignores=[])

    @cached_property
    def functions(self) -> list[Function]:
        """Every function and method, inner ones after the outer."""
        return [node for node in ast.walk(self.tree) if isinstance(node, Function)]

    def may_define(self, trouble: str) -> bool:
        """Whether a name that was missed may be defined: in a script that was not executed, or in a missing module."""
        missed = re.search(r"name '(\w+)' is not defined", trouble)
        stored = (node.id for node in ast.walk(self.script) if isinstance(node, ast.Name) and _is_stored(node))
        return (not self.whole and "import *" in self.source) or (missed is not None and missed[1] in stored)

    def takes(self, part: str, setting: str) -> bool:
        """Whether this setting is passed to the part; taken for granted where the call is not known."""
        return part not in self.bound or setting in self.bound[part]

    def is_metric(self, part: str) -> bool:
        """Whether the cost is named as a measure may be named, and nothing that trains calls it."""
        own = self.own_name(part)
        measures = bool(re.search(r"mse|squared?_?error|error_squared|evaluat|^errors?$", own.lower()))
        return measures and not self.trains_with(part)

    def computes_a_cost(self, part: str, halved: bool) -> bool:
        """Whether the one loss that a part computes, beside lists of any, is called J or cost.

        halved: it is, and nobody halves what is only measured or compared with the one before, as J_new may be. Else it
        tells nothing where the text halves another.
        """
        stored = [
            node for f in self.reached(part) for node in ast.walk(f) if isinstance(node, ast.Assign | ast.AugAssign)
        ]
        lists = {id(node) for node in stored if isinstance(node.value, ast.List)}
        named = {
            name for node in stored if id(node) not in lists for name in stored_names(node) if reading.is_cost(name)
        }
        plain = bool(named) and named <= {"J", "cost", "Cost"}
        return (plain and not HALVED.search(self.source)) or (
            halved and bool(named) and all(map(_OF_COST.match, named))
        )

    def constructor_that_ignores(self, name: str) -> int | None:
        """The line of the constructor of the class that is built, if it takes this and reads it nowhere."""
        built = re.match(r"model = (\w+)\(", self.bound.get("model", ""))
        named = [node for node in ast.walk(self.tree) if isinstance(node, ast.ClassDef) and built]
        made = [f for one in named if built and one.name == built[1] for f in one.body if isinstance(f, Function)]
        first = [f for f in made if f.name == "__init__"]
        taken = {arg.arg for f in first for arg in ast.walk(f) if isinstance(arg, ast.arg)}
        ignored = name in taken and not any({name, "locals"} & read_names(f) for f in first)
        return first[0].lineno if ignored else None

    def is_method(self, part: str) -> bool:
        """Whether it is asked of an object that is given θ."""
        return "altered(" in self.bound.get(part, "")

    def own_name(self, part: str) -> str:
        """The name of what is called; of an object the method, altered(model, …).mse(…)."""
        call = self.bound.get(part, "")
        return (call.partition(").")[2] or call).partition("(")[0]

    def trains_with(self, part: str) -> bool:
        """Whether what trains calls this part; taken for granted where nothing is known to train.

        A script trains in its loops: before and after them it measures.
        """
        training = [f for goal in ("descend", "model") if goal in self.lines for f in self.reached(goal)]
        called = [called_within(one, LOOP) if one is self.script else names_called(one) for one in training]
        return not training or self.own_name(part) in set().union(*called)

    def is_given(self, setting: str) -> bool:
        """Whether the estimator is built with this setting."""
        return bool(re.search(rf"\b{setting}\b", self.bound.get("model", "").partition(";")[0]))

    @property
    def predicts(self) -> bool:
        """Whether the code's own predictions are asked for, and not Xθ with the θ that it shows: fit; predict."""
        asked = [piece for piece in self.bound.get("model", "fit; predict").split("; ") if " = " not in piece]
        return len(asked) > 1

    def measures(self, part: str) -> bool:
        """Whether the part is named like a measure of the fit and not like the cost that is minimised."""
        name = self.bound.get(part, "").partition("(")[0].lower()
        return bool(re.search(r"rmse|rms|root|mae|abs|r2|r_squared|score|accuracy|metric|std|var", name))

    @property
    def is_cost(self) -> bool:
        """Whether what is bound as the cost is named like one; taken for granted where the call is not known."""
        name = self.bound.get("cost", "cost").partition("(")[0].lower()
        return bool(re.search(r"cost|loss|err|mse|objective|j\b|_j|j_|kost|cout|custo|erro|fehler", name))

    def steps(self, part: str) -> bool:
        """Whether there is a line that steps θ."""
        return any(is_update(ast.unparse(node)) for node in self.statements(part))

    def repeats(self, part: str) -> bool:
        """Whether there is a loop that is not over the samples."""
        loops = self.loops(part)
        counts = [ast.unparse(node.iter) for node in loops if isinstance(node, ast.For)]
        return len(counts) < len(loops) or any("range" in text and not OVER_SAMPLES.search(text) for text in counts)

    @property
    def numbers(self) -> set[str]:
        """The numbers that stand in it."""
        return set(re.findall(r"\d+\.\d+", self.source))

    def sweeps(self, part: str) -> bool:
        """Whether there is a loop in a loop."""
        inner = (node for loop in self.loops(part) for node in ast.walk(loop) if node is not loop)
        return any(isinstance(node, LOOP) for node in inner)

    def records_when_told(self, part: str) -> bool:
        """Whether all that it appends, step by step, waits for a parameter: `if verbose: history.append(cost)`."""
        nodes = [node for f in self.reached(part) for node in ast.walk(f)]
        told = {node.arg for node in nodes if isinstance(node, ast.arg)}
        waiting = [node for node in self.branches(part) if any(map(is_flag, told & all_names(node.test)))]
        within = {id(node) for branch in waiting for node in ast.walk(branch)}
        appends = [node for node in nodes if isinstance(node, ast.Attribute) and node.attr == "append"]
        return bool(appends) and all(id(node) in within for node in appends)

    def may_stop(self, part: str) -> bool:
        """Whether a loop may end before its count does."""
        return any(isinstance(loop, ast.While) or _is_left(loop) for loop in self.loops(part))

    def keeps_the_best(self, part: str) -> bool:
        """Whether something in a loop is kept only if a comparison says so: `if cost < least: best = theta`."""
        return any(
            isinstance(branch.test, ast.Compare)
            and isinstance(branch.test.ops[0], ast.Lt | ast.Gt | ast.LtE | ast.GtE)
            and any(isinstance(line, ast.Assign) for line in branch.body)
            for branch in self.branches(part)
        )

    def goes_its_own_way(self, part: str) -> bool:
        """Whether it draws samples at random, rounds, or speaks of a method that is not plain descent."""
        return self.calls(part, RANDOM | ROUNDING) or bool(OTHER_METHODS.search(self.source.lower()))

    def holds_out(self, part: str) -> bool:
        """Whether it splits its samples: by name, or by a share of them."""
        return any(HOLDS_OUT.search(ast.unparse(node)) for node in self.statements(part))

    def draws(self, part: str) -> bool:
        """Whether it draws anything at random."""
        return self.calls(part, RANDOM)

    def calls(self, part: str, names: frozenset[str]) -> bool:
        """Whether it calls anything of these names."""
        return bool(self.called(part) & names)

    def called(self, part: str) -> set[str]:
        """The names that it calls."""
        return set().union(*map(names_called, self.reached(part)))

    def loops(self, part: str) -> list[ast.For | ast.While]:
        """Its loops, outer ones before inner ones."""
        return [node for f in self.reached(part) for node in ast.walk(f) if isinstance(node, ast.For | ast.While)]

    def branches(self, part: str) -> list[ast.If]:
        """The conditions in its loops."""
        return [node for loop in self.loops(part) for node in ast.walk(loop) if isinstance(node, ast.If)]

    @property
    def adds_ones(self) -> bool:
        """Whether the script puts a column of ones beside features, by itself or by a function that solves nothing."""
        lines = [node for node in self.tree.body if not isinstance(node, Function | ast.ClassDef)]
        called = set().union(*map(names_called, lines))
        lines += [f for f in self.functions if f.name in called and not _SOLVES & names_called(f)]
        return any(_WITH_ONES.search(ast.unparse(node)) for node in lines)

    def rescales(self, part: str) -> bool:
        """Whether it calls what brings its data to another scale; of an object, whether anything in the file does."""
        called = names_called(self.tree) if self.is_method(part) else self.called(part)
        return any(map(RESCALING.search, called))

    def columns(self, part: str) -> str:
        """What the part can count: "d" where X comes without the column of ones, else "n"."""
        return "d" if "X[:, 1" in self.bound.get(part, "") else "n"

    def statements(self, part: str) -> list[ast.stmt]:
        """The statements of the part and of what it calls, simple ones only, in the order of the text."""
        wanted = self.reached(part)
        found = [node for function in wanted for node in ast.walk(function) if isinstance(node, SIMPLE)]
        return sorted(found, key=lambda node: node.lineno)

    def reached(self, part: str) -> list[Function]:
        """The function in which the part stands, and those of the same file that it calls, however indirectly."""
        start = [f for f in self.functions if f.lineno == self.lines.get(part)] or self.around(part)
        start = start or ([self.script] if part in self.lines else [])
        reached: list[Function] = []
        while start:
            function = start.pop()
            if function not in reached:
                reached.append(function)
                called = names_called(function)
                start += [f for f in self.functions if f.name in called]
        return reached

    @cached_property
    def script(self) -> Function:
        """What stands outside of all functions and classes, as a function."""
        body = [node for node in self.tree.body if not isinstance(node, Function | ast.ClassDef)]
        nothing = ast.arguments([], [], None, [], [], None, [])
        return ast.FunctionDef("script", nothing, body or [ast.Pass()], [], None, lineno=1, end_lineno=1)

    def around(self, part: str) -> list[Function]:
        """The functions that contain the part's line."""
        line = self.lines.get(part, 0)
        return [f for f in self.functions if f.lineno <= line <= (f.end_lineno or 0)][-1:]


def _is_left(loop: ast.For) -> bool:
    """Whether something other than the count of turns ends a loop early."""
    counts = {name.id for name in ast.walk(loop.target) if isinstance(name, ast.Name)}
    tests = [
        test
        for test in ast.walk(loop)
        if isinstance(test, ast.If) and any(isinstance(node, ast.Break | ast.Return) for node in ast.walk(test))
    ]
    read = [{name.id for name in ast.walk(test.test) if isinstance(name, ast.Name)} for test in tests]
    return any(names - counts for names in read)


def _is_stored(node: ast.Name) -> bool:
    return isinstance(node.ctx, ast.Store)


RANDOM = frozenset(str.split("permutation shuffle choice choices sample randint integers randrange rand uniform"))
ROUNDING = frozenset(["round", "around", "round_"])
HOLDS_OUT = re.compile(
    r"(?i)(^|_|\b)(val|valid|validation|test|hold|held|dev|split)(_|\b)|train_test_split|0?\.\d+ \* |\* 0?\.\d+"
)
_OF_COST = re.compile("J|[Cc]ost|(curr|current|new)_(J|cost)")
_WITH_ONES = re.compile(
    r"(hstack|column_stack|concatenate|np\.append|c_)\s*[\[(][^\n]{0,60}\bones\b|np\.insert\([^\n]*, 0, (values=)?1\b"
)
_SOLVES = frozenset(["solve", "inv", "pinv", "lstsq"])
HALVED = re.compile(r"1\s*/\s*\(?\s*2\s*\*?\s*[mnN]\b|½|frac\{1\}\{2")
RESCALING = re.compile(r"normali[sz]|standardi[sz]|scal(e|ing)|min_?max|z_?score", re.IGNORECASE)
OVER_SAMPLES = re.compile(r"len\(|shape|size|samples|\b[mnN]\b")
OTHER_METHODS = re.compile(
    r"momentum|velocity|nesterov|adam|adagrad|adadelta|rmsprop|line.?search|armijo|backtrack"
    r"|ridge|lasso|elastic|l1_|l2_|penalty|regulari"
)
LOOP = (ast.For, ast.While)
SIMPLE = (ast.Assign, ast.AugAssign, ast.AnnAssign, ast.Return, ast.Expr)


# ---- which line ----------------------------------------------------------------------------------------------------

RATE = (
    r"\b(lr|alpha|a|eta|rate|step|step_size|learning_?rate|learningrate|l_rate|learn_rate|gamma)\b"
    r"|self\.\w*(lr|alpha|rate|eta)\w*"
)
TARGET = r"\b(y|ys|Y|y_train|y_true|t|target|targets|label|labels|actual|outputs?|prices?)\b(\[\w+\])?"
SLOPE = (
    r"\b\w*(grad|deriv|slope|partial|delta|dw|db|dm|dj|d_w|d_b|d_m|dtheta|dW|D_m|D_c|djdw|dj_dw|dj_db"
    r"|temp|sum|total|acc)\w*\b"
)
INTERCEPT = r"\b(b|bias|intercept|intercept_|c|b0|theta0|theta_0|w0)\b|\[0\]|\.b\b|\.bias\b|\.intercept_?\b"


def is_update(code: str) -> bool:
    """θ ← θ − α·something."""
    return bool(re.search(RATE, code)) and bool(re.search(r"-|\+", code)) and "=" in code


def is_residual(code: str) -> bool:
    """Something minus the targets, or the targets minus something."""
    return bool(re.search(rf"-\s*\(?(self\.)?{TARGET}|(self\.)?{TARGET}\)?\s*-", code))


def is_slope(code: str) -> bool:
    """The computation of a derivative."""
    return bool(re.match(rf"\(?({SLOPE})", code)) and "=" in code and bool(re.search(r"[*@]|dot|sum|mean|/", code))


def is_product(code: str) -> bool:
    """Something summed up."""
    return bool(re.search(r"@|dot\(|\.T\b|sum\(|mean\(|\+=", code))


def is_prediction(code: str) -> bool:
    """ŷ = …"""
    names_one = bool(re.match(r"(return |(self\.)?\w*(pred|hat|hyp|guess|estimate|h\b|f_wb)\w*\s*=)", code))
    return names_one and bool(re.search(r"\*|@|dot\(", code))


def is_cost(code: str) -> bool:
    """Squares summed up."""
    return bool(re.search(r"\*\*\s*2|square|np\.power|\.dot\(", code))


def is_intercept_line(code: str) -> bool:
    """A line that gives the intercept, or its derivative, a value."""
    target = code.partition("=")[0]
    return bool(re.search(INTERCEPT + r"|db\b|d_b\b|D_c\b|dj_db|intercept", target))


def is_division(code: str) -> bool:
    """A division or a mean."""
    return "/" in code or "mean(" in code


Test = Callable[[str], bool]


def both(*tests: Test) -> Test:
    """All of them."""
    return lambda code: all(test(code) for test in tests)


def matching(pattern: str) -> Test:
    """A line in which the pattern is found."""
    return lambda code: bool(re.search(pattern, code))


GRADIENT_LINE: tuple[Test, ...] = (
    is_slope,
    both(is_update, is_product),
    both(matching("^return"), is_product),
    is_update,
)
PLACES: dict[str, tuple[Test, ...]] = {
    "factor-two": (both(is_slope, matching(r"\b2\b|\b2\.0\b")), both(is_product, matching(r"\b2\b")), *GRADIENT_LINE),
    "averaged-twice": (both(is_update, is_division), both(is_slope, is_division)),
    "divided-by-features": (matching(r"shape\[1\]|len\((theta|w|weights|X\[0\]|x\[0\])\)|\.size"), is_division),
    "divided-by-m-minus-1": (matching(r"- 1\b"), is_division),
    "hard-coded-size": (matching(r"/ ?\(?(2 ?\* ?)?\d\d+|range\(\d"), matching(r"\b\d\d+\b"), is_division),
    "sign-flipped": (both(is_residual, matching(rf"(self\.)?{TARGET}\)?\s*-")), is_update, is_residual),
    "absolute-residual": (matching(r"abs\(|sign\("),),
    "squared-residual": (both(is_slope, is_cost), both(is_update, is_cost), is_cost),
    "broadcast-residual": (is_residual,),
    "integer-truncation": (matching(r"int\b|int\(|int64|int32|//|astype"), is_update),
    "missing-x": (is_slope, is_update),
    "intercept-times-feature": (both(is_slope, is_intercept_line), is_slope),
    "wrong-coefficient": (is_prediction,),
    "dropped-sample": (matching(r"range\(1,|- 1\)|\[1:\]|\[:-1\]"),),
    "intercept-missing": (is_prediction, is_residual),
    "intercept-subtracted": (matching(r"\* ?[^=]* - (self\.)?(b|bias|intercept)"), is_prediction, is_residual),
    "intercept-not-updated": (is_update, is_intercept_line),
    "intercept-updated-twice": (both(is_update, is_intercept_line), is_update),
    "regulariser-on-intercept": (
        matching(r"(bias|intercept|\bb\b).*(lam|reg|l2|ridge|penal)"),
        matching(r"lam|reg|l2|ridge|penal"),
        matching(r"\balpha \*.*(bias|intercept|\bb\b)"),
    ),
    "regulariser-misscaled": (matching(r"lam|reg|l2|ridge|penal"), matching(r"\+.*\balpha \*")),
    "mutates-input": (
        matching(r"^(self\.)?(theta\w*|weights?|coef\w*|betas?|[wXxy])(\[.*?\] [-+*/]?=| [-+*/]=)"),
        matching(r"^(self\.)?\w+ [-+*/]="),
        matching(r"^(self\.)?\w+\[.*?\] ="),
    ),
    "residuals-not-summed": (matching(r"^(self\.)?(d_?b|d_?bias|b_?grad\w*|grad\w*_b|bias_grad\w*|intercept_\w+) ="),),
    "sequential-update": (is_update, matching(r"-=|\+=")),
    "aliased-update": (matching(r"^\w+ = \w+$"), is_update),
    "stale-theta": (is_residual, is_prediction, is_slope),
    "accumulator-not-reset": (matching(r"\+="), is_slope),
    "only-one-sample": (is_slope, is_update, matching("^return")),
    "update-inside-sample-loop": (is_update,),
    "learning-rate-ignored": (is_update, matching(r"-=|\+=")),
    "update-outside-loop": (is_update,),
    "update-discarded": (is_update,),
    "predict-ignores-intercept": (),
}


OF_ITS_PREDICTION = {"dropped-sample", "intercept-missing", "intercept-subtracted"}  # their line is no line of a cost


def line_of(text: Text, mistake: str, part: str) -> int | None:
    """The line that most likely makes this mistake, or where the part begins."""
    statements = [(node.lineno, ast.unparse(node).partition("\n")[0]) for node in text.statements(part)]
    headers = list(loop_lines(text, part)) if mistake in LOOPS else []
    fallback = (is_cost,) if part == "cost" else GRADIENT_LINE
    tests = LOOPS.get(mistake, ()) or PLACES.get(mistake, fallback)
    tests = (is_cost, *tests) if part == "cost" and mistake not in OF_ITS_PREDICTION else tests
    for test in tests:
        for line, code in headers or statements:
            if test(code):
                return line
    return text.lines.get(part)


LOOPS: dict[str, tuple[Test, ...]] = {
    "off-by-one-iterations": (matching(r"iter|epoch|step|range|while"),),
    "loops-over-samples": (matching(r"len\(|shape\[0\]|\bm\b|\bn\b"), matching("for|while")),
    "dropped-sample": (matching(r"range\(1,|- 1\)|\[1:\]|\[:-1\]"),),
}


def loop_lines(text: Text, part: str) -> Iterator[tuple[int, str]]:
    """The first lines of the loops, outer ones first."""
    for node in text.loops(part):
        yield node.lineno, ast.unparse(node).partition("\n")[0]


# ---- which of two mistakes -----------------------------------------------------------------------------------------


def decide(text: Text, part: str, candidates: Sequence[tuple[str, ...]]) -> int:
    """Which of these explanations, equal in every number, the text speaks for: an index, 0 where it says nothing."""
    for sign, seen in SIGNS.items():
        for index, names in enumerate(candidates):
            if sign in names and seen(text, part):
                return index
    return 0


def retold(text: Text, part: str, name: str) -> str:
    """Entries that see each other's new values because two names stand for one array are aliased."""
    return "aliased-update" if name == "sequential-update" and renames_an_array(text, part) else name


def renames_an_array(text: Text, part: str) -> bool:
    """temp = theta, and temp[j] is computed from theta: two names for one array, where two arrays were meant."""
    simple = text.statements(part)
    pairs = {
        (ast.unparse(new), ast.unparse(node.value))
        for node in simple
        if isinstance(node, ast.Assign) and is_name(node.value)
        for new in node.targets
    }
    computed = [pair for node in simple for pair in computed_from(node)]
    return any(frozenset(pair) in computed or fills_one_and_reads_the_other(*pair, simple) for pair in pairs)


def fills_one_and_reads_the_other(new: str, old: str, simple: Iterable[ast.stmt]) -> bool:
    """temp[j] = …, and f(theta), of which theta[j] itself is never filled."""
    filled, read = set(), set()
    for node in simple:
        filled |= {ast.unparse(place.value) for place in targets(node) if isinstance(place, ast.Subscript)}
        read |= set() if is_renaming(node) else {ast.unparse(name) for name in ast.walk(node) if is_name(name)}
    return new in filled and old in read - filled


def is_name(node: ast.AST) -> bool:
    """x or self.x."""
    return isinstance(node, ast.Name | ast.Attribute)


def is_renaming(node: ast.stmt) -> bool:
    """a = b."""
    return isinstance(node, ast.Assign) and is_name(node.value)


def computed_from(node: ast.stmt) -> Iterator[frozenset[str]]:
    """{a, b} for a[j] = … b …"""
    if isinstance(node, ast.Assign | ast.AugAssign):
        read = {ast.unparse(name) for name in ast.walk(node.value) if isinstance(name, ast.Name | ast.Attribute)}
        for target in targets(node):
            if isinstance(target, ast.Subscript):
                yield from (frozenset((ast.unparse(target.value), name)) for name in read)


def divides_whole(text: Text, part: str) -> bool:
    """There is a //, or something is made an integer."""
    return any(re.search(r"//|\bint\b|int32|int64", ast.unparse(node)) for node in text.statements(part))


def adds_an_intercept(text: Text, part: str) -> bool:
    """A prediction with + b in it."""
    names = r"b|bias|intercept_?|c|[bw]_?0|(beta|theta)_?0|offset|const|sesgo|vi[eé]s|biais|ordenada|achsenabschnitt"
    name = rf"(self\.)?({names})"
    product = r"(@|\*|dot\(|matmul\(|inner\(|einsum\()"
    pattern = rf"{product}.*\+\s*{name}\b|\b{name}\s*\+.*{product}"
    return any(re.search(pattern, ast.unparse(node)) for node in text.statements(part)) or begins_with_it(text, part)


def begins_with_it(text: Text, part: str) -> bool:
    """A prediction that begins with the first coefficient: `yhat = coef[0]`, and then `yhat += …`."""
    added = {ast.unparse(node.target) for node in text.statements(part) if isinstance(node, ast.AugAssign)}
    begun = [re.fullmatch(r"(\w+) = [\w.]+\[0\]", ast.unparse(node)) for node in text.statements(part)]
    return any(found[1] in added for found in begun if found)


def doubles(text: Text, part: str) -> bool:
    """A 2 in a line for the intercept, and only one line that changes the intercept."""
    lines = [ast.unparse(node) for node in text.statements(part)]
    of_intercept = [code for code in lines if is_intercept_line(code)]
    updates = [code for code in of_intercept if is_update(code)]
    return len(updates) < 2 and any(re.search(r"\b2(\.0)?\b", code.partition("=")[2]) for code in of_intercept)


def targets(node: ast.stmt) -> Iterable[ast.expr]:
    """What a statement assigns to."""
    if isinstance(node, ast.Assign):
        return node.targets
    return [node.target] if isinstance(node, ast.AugAssign | ast.AnnAssign) else []


SIGNS: dict[str, Callable[[Text, str], bool]] = {
    "intercept-not-updated": adds_an_intercept,
    "integer-truncation": divides_whole,
    "factor-two": doubles,
}


# ---- which cost ----------------------------------------------------------------------------------------------------


def documented(text: Text) -> Convention | None:
    """The cost that a docstring writes as a formula, if it is one of 1/2m and 1/m."""
    nodes = (n for n in ast.walk(text.tree) if isinstance(n, ast.Module | ast.ClassDef | Function))
    told = " ".join(filter(None, (ast.get_docstring(node) for node in nodes)))
    if re.search(r"1\s*/\s*\(?\s*2\s*[*·]?\s*[mnN]\b", told):
        return Convention.HALF_MEAN
    formula = r"1\s*/\s*\(?[mnN]\)?\s*[*·)]*\s*(Σ|∑|\\sum|sum)[^\n]*(²|\^\s*2|\*\*\s*2)"
    return Convention.MEAN if re.search(formula, told, re.IGNORECASE) else None
