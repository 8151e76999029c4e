"""The rules of style that a machine can check, over whatever files there are."""

import ast
import pkgutil
import re
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

import detente

HERE = Path(detente.__file__).parent
ROOT = Path(__file__).resolve().parents[2]
FILES = sorted(HERE.rglob("*.py"))
CAUSES = sorted(path for path in (HERE / "mechanisms").glob("*.py") if path.stem != "__init__")


def of(*folders: str) -> list[Path]:
    """The source files in some of the folders of the package."""
    return [path for path in FILES if path.relative_to(HERE).parts[0] in folders]


PURE = of("vocabulary", "formulas", "mechanisms", "theories", "pipeline")
FACES = of("faces")

LONGEST_FILE, LONGEST_CAUSE, LONGEST_BODY, USUAL_BODY = 300, 90, 30, 8
SECTIONS = ("Scope", "Rivals", "Sources")

# Whatever would make an equation partial. Capitals count: "us" is a word, and source keys are lower case.
PARTIAL = re.compile(
    r"\b(Afghan|African?\b|Albania|Algeria|Americ|Angola|Argentin|Armenia|Asian?\b|Australia|Austria"
    r"|Azerbaijan|Balkan|Bangladesh|Belarus|Belgi|Bolivia|Bosnia|Brazil|Britain|British|Bulgaria|Burma"
    r"|Burundi|Cambodia|Cameroon|Canad|Chechnya|Chile|China|Chinese|Colombia|Congo|Crimea|Croat|Cuba"
    r"|Cyprus|Czech|Darfur|Denmark|Donbas|Dutch|Ecuador|Egypt|England|English|Eritrea|Estonia|Ethiopia"
    r"|Europe|Falkland|Finland|Finnish|France|French|Gaza|German|Greece|Greek|Guatemala|Hungar|India"
    r"|Indonesia|Iran|Iraq|Ireland|Irish|Israel|Italian|Italy|Iwo|Japan|Kashmir|Kenya|Korea|Kosovo"
    r"|Kremlin|Kursk|Kuwait|Kyiv|Kiev|Laos|Latvia|Leban|Liberia|Libya|Lithuania|Malaysia|Mexic|Moldova"
    r"|Moscow|Mozambique|Myanmar|NATO|Nepal|Nicaragua|Nigeria|Norw|Pakistan|Palestin|Peru|Philippine"
    r"|Poland|Polish|Portug|Romania|Russia|Rwanda|Saudi|Serbia|Sierra Leone|Somalia|Soviet|Spain|Spanish"
    r"|Sri Lanka|Sudan|Swed|Swiss|Switzerland|Syria|Taiwan|Taliban|Tamil|Turk|Uganda|Ukrain"
    r"|United Kingdom|United States|UK\b|US\b|USA\b|U\.S|Vietnam|Washington|Yemen|Yugoslav|Zimbabwe"
    r"|Biden|Churchill|Hitler|Kissinger|Lukashenk|Macron|Merkel|Nixon|Obama|Putin|Stalin|Trump|Truman"
    r"|Zelensk|Kellogg|Witkoff|Yermak"
    r")\w*"
)

# The world outside, which only the shelf and the faces may touch.
WORLD_MODULES = {
    *("builtins.open", "getpass", "http", "io", "pathlib", "random", "requests", "shutil", "socket"),
    *("sqlite3", "ssl", "subprocess", "tempfile", "time", "urllib"),
}
WORLD_CALLS = {
    *("open", "input", "read_text", "read_bytes", "write_text", "write_bytes", "mkdir", "unlink"),
    *("now", "today", "utcnow", "getenv", "urlopen"),
}


def name(path: Path) -> str:
    return path.relative_to(HERE).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def nodes(path: Path, *kinds: type) -> Iterator[ast.AST]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, kinds))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return nodes(path, ast.FunctionDef, ast.AsyncFunctionDef)


def classes(path: Path) -> Iterator[ast.ClassDef]:
    return nodes(path, ast.ClassDef)


def called(call: ast.Call) -> str:
    """The last word of what is called: `open` for both `open(...)` and `path.open(...)`."""
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def base_names(node: ast.ClassDef) -> list[str]:
    return [getattr(base, "attr", getattr(base, "id", "")) for base in node.bases]


def body_lines(function: ast.FunctionDef) -> int:
    """Lines of a function's body without its docstring."""
    documented = ast.get_docstring(function) is not None
    body = function.body[1:] if documented else function.body
    return body[-1].end_lineno - body[0].lineno + 1 if body else 0


def places(path: Path, found: Iterator[ast.AST], what: Callable[[ast.AST], str] = ast.unparse) -> list[str]:
    return [f"{name(path)}:{node.lineno}: {what(node).splitlines()[0]}" for node in found]


@pytest.mark.parametrize("path", FILES, ids=name)
def test_files_and_functions_are_small(path: Path):
    limit = LONGEST_CAUSE if path in CAUSES else LONGEST_FILE
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= limit
    long = (function for function in functions(path) if body_lines(function) > LONGEST_BODY)
    assert places(path, long, lambda f: f"{f.name}: {body_lines(f)} lines") == []


def test_the_usual_function_is_a_few_lines():
    assert statistics.median(body_lines(f) for path in FILES for f in functions(path)) <= USUAL_BODY


@pytest.mark.parametrize("path", FILES, ids=name)
def test_no_super_hasattr_global_or_hidden_print(path: Path):
    banned = {"super", "hasattr"} | (set() if path in FACES else {"print"})
    calls = (c for c in nodes(path, ast.Call) if isinstance(c.func, ast.Name) and c.func.id in banned)
    assert places(path, calls) == []
    assert places(path, nodes(path, ast.Global, ast.Nonlocal)) == []


@pytest.mark.parametrize("path", FILES, ids=name)
def test_data_is_frozen(path: Path):
    written = (
        node
        for node in nodes(path, ast.Attribute)
        if isinstance(node.ctx, ast.Store | ast.Del) and getattr(node.value, "id", "") in {"self", "cls"}
    )
    assert places(path, written) == []
    makers = [d for node in classes(path) for d in node.decorator_list]
    makers += [call for call in nodes(path, ast.Call) if called(call) == "dataclass"]
    cards = [d for d in makers if ast.unparse(d).split("(")[0].split(".")[-1] == "dataclass"]
    assert places(path, (d for d in cards if "frozen=True" not in ast.unparse(d))) == []


def test_a_class_is_abstract_or_final():
    """No class of ours that others inherit from is made into an object itself, and no base is concrete."""
    parents = {base for path in FILES for node in classes(path) for base in base_names(node)}
    ours = {node.name for path in FILES for node in classes(path)}
    made = [
        place
        for path in FILES
        for place in places(
            path, (c for c in nodes(path, ast.Call) if getattr(c.func, "id", "") in parents & ours)
        )
    ]
    assert made == []


@pytest.mark.parametrize("path", CAUSES, ids=name)
def test_one_cause_a_file_named_after_it(path: Path):
    assert [node.name for node in tree(path).body if isinstance(node, ast.ClassDef)] == [
        path.stem.title().replace("_", "")
    ]


@pytest.mark.parametrize("path", CAUSES, ids=name)
def test_no_bare_number_in_an_equation(path: Path):
    (effect,) = [function for function in functions(path) if function.name == "effect"]
    numbers = (
        n for n in ast.walk(effect) if isinstance(n, ast.Constant) and type(n.value) in {int, float, complex}
    )
    assert places(path, (n for n in numbers if n.value not in {0, 1})) == []


@pytest.mark.parametrize("path", CAUSES, ids=name)
def test_a_cause_reads_like_an_encyclopedia_entry(path: Path):
    entry = ast.get_docstring(tree(path)) or ""
    assert [word for word in SECTIONS if not re.search(rf"^{word}\s+\S", entry, re.MULTILINE)] == []
    (card,) = [node for node in tree(path).body if isinstance(node, ast.ClassDef)]
    assert ">>> " in entry + (ast.get_docstring(card) or ""), "no example that a reader checks by hand"


@pytest.mark.parametrize("path", PURE, ids=name)
def test_content_and_engine_name_no_country_and_no_person(path: Path):
    text = path.read_text(encoding="utf-8")
    assert [match.group() for match in PARTIAL.finditer(text)] == []


@pytest.mark.parametrize("path", PURE, ids=name)
def test_pure_files_do_not_touch_the_world(path: Path):
    imported = {
        alias.name if isinstance(node, ast.Import) else node.module or ""
        for node in nodes(path, ast.Import, ast.ImportFrom)
        for alias in node.names
    }
    assert {module for module in imported if module.split(".")[0] in WORLD_MODULES} == set()
    assert places(path, (call for call in nodes(path, ast.Call) if called(call) in WORLD_CALLS)) == []
    assert places(path, (node for node in nodes(path, ast.Attribute) if node.attr == "environ")) == []


@pytest.mark.parametrize("path", FILES, ids=name)
def test_luck_comes_from_the_engine_only(path: Path):
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"\b(?:jax|numpy|np)\.random\b|\bfrom (?:jax|numpy) import .*\brandom\b", text) == []


def errors() -> list[type[BaseException]]:
    """Every class of ours that can be raised, wherever it is written."""
    for module in pkgutil.walk_packages(detente.__path__, "detente."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    found, waiting = [], [Exception]
    while waiting:
        error = waiting.pop()
        waiting += error.__subclasses__()
        found += [error] if error.__module__.split(".")[0] == "detente" else []
    return found


def test_every_error_has_its_own_slug():
    assert errors(), "no error class was found: the search is broken"
    slugs = {error.__name__: vars(error).get("slug", "") for error in errors()}
    assert [error for error, slug in slugs.items() if not re.fullmatch(r"[a-z]+(-[a-z]+)*", slug)] == []
    assert len(set(slugs.values())) == len(slugs)


@pytest.mark.parametrize("module", ["detente", "detente.faces.cli"])
def test_jax_is_not_imported_before_it_is_needed(module: str):
    code = f"import sys, {module}; print(sorted({{'jax', 'pandas', 'xarray', 'scipy'}} & set(sys.modules)))"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"
