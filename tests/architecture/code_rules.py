"""The rules that a syntax tree can tell: each takes a module's source and returns what breaks it."""

import ast
import re
from collections.abc import Collection, Iterator

LONGEST_MODULE = 300
LONGEST_FUNCTION = 40
WRITING = {
    *("create", "acreate", "get_or_create", "update_or_create", "bulk_create", "update", "aupdate"),
    *("bulk_update", "delete", "save"),
}
Function = ast.FunctionDef | ast.AsyncFunctionDef


def status_writers(source: str) -> list[str]:
    """Return every place that sets ``status``: an assignment, setattr, or a query that writes it."""
    tree = ast.parse(source)
    own = {
        id(node) for made in _constructors(tree) for node in ast.walk(made)
    }  # self.status of a plain object
    return [
        f"line {node.lineno}: {ast.unparse(node)}"
        for node in _statements(tree)
        if id(node) not in own and _sets_status(node)
    ]


def row_writers(source: str, *, models: Collection[str], accessors: Collection[str]) -> list[str]:
    """Return every call that makes, changes or deletes rows of ``models``, or does so through ``accessors``."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and _writes_rows(node, set(models), set(accessors)):
            found.append(f"line {node.lineno}: {ast.unparse(node.func)}(...)")
    return found


PRIVATE_ANSWERS = re.compile(
    r"(\w+__)?recall(__isnull)?=(None|True|False)|(\w+__)?approval__isnull=|(\w+__)?stopped_at=None|(\w+__)?shows_until__|(\w+__)?valid_until__"
    r"|(\w+__)?(revoked|approved|closed)_at(__isnull)?=(None|True|False)"
)


def private_answers(source: str) -> list[str]:
    """Return every filter that answers for itself whether something may go out (``Approval.in_force`` and the
    querysets of ``broadcast.models.questions`` answer)."""
    return [
        f"line {node.lineno}: {ast.unparse(node)}"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.keyword) and PRIVATE_ANSWERS.match(f"{node.arg}={ast.unparse(node.value)}")
    ]


def too_long(source: str) -> list[str]:
    """Return the module and the functions that are longer than the house allows."""
    found = []
    lines = len(source.splitlines())
    if lines > LONGEST_MODULE:
        found.append(f"the module has {lines} lines")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, Function):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > LONGEST_FUNCTION:
                found.append(f"line {node.lineno}: {node.name} has {length} lines")
    return found


def late_imports(source: str) -> list[str]:
    """Return imports inside functions, those of ``AppConfig.ready`` excepted."""
    tree = ast.parse(source)
    allowed = {id(node) for ready in _ready_methods(tree) for node in ast.walk(ready)}
    found = set()
    for function in ast.walk(tree):
        if isinstance(function, Function):
            imports = (node for node in ast.walk(function) if isinstance(node, ast.Import | ast.ImportFrom))
            found |= {
                f"line {node.lineno}: {ast.unparse(node)}" for node in imports if id(node) not in allowed
            }
    return sorted(found)


def without_purpose(source: str) -> list[str]:
    """Return a complaint when the module does not say its purpose in its first line; empty ones need not."""
    tree = ast.parse(source)
    docstring = ast.get_docstring(tree, clean=False)
    if not tree.body or (docstring is not None and docstring.splitlines()[0].strip()):
        return []
    return ["no purpose in the first line"]


def environment_settings(source: str) -> set[str]:
    """Return the names of the environment variables that a module reads."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        key = _environment_key(node)
        if isinstance(key, ast.Constant) and isinstance(key.value, str):
            names.add(key.value)
    return names


def _constructors(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    """Yield every ``__init__``: rows of the database are never made with one of ours."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name == "__init__":
            yield node


def _statements(tree: ast.Module) -> Iterator[ast.stmt | ast.expr]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign | ast.Call):
            yield node


def _sets_status(node: ast.stmt | ast.expr) -> bool:
    if isinstance(node, ast.Assign):
        return any(_is_status(part) for target in node.targets for part in ast.walk(target))
    if isinstance(node, ast.AnnAssign | ast.AugAssign):
        return _is_status(node.target)
    if not isinstance(node, ast.Call):
        return False
    if isinstance(node.func, ast.Name) and node.func.id == "setattr":
        return len(node.args) > 1 and _says_status(node.args[1])
    if not isinstance(node.func, ast.Attribute) or node.func.attr not in WRITING - {"save"}:
        return False
    if node.func.attr == "bulk_update":
        return any(_says_status(part) for each in _arguments(node) for part in ast.walk(each))
    return any(_writes_field(word) for word in node.keywords)


def _writes_field(word: ast.keyword) -> bool:
    if word.arg == "status":
        return True
    return word.arg in {"defaults", "create_defaults"} and any(
        _says_status(part) for part in ast.walk(word.value)
    )


def _arguments(call: ast.Call) -> list[ast.expr]:
    return [*call.args, *(word.value for word in call.keywords)]


def _is_status(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "status" and isinstance(node.ctx, ast.Store)


def _says_status(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value == "status"


def _writes_rows(call: ast.Call, models: set[str], accessors: set[str]) -> bool:
    if isinstance(call.func, ast.Name):
        return call.func.id in models
    if not isinstance(call.func, ast.Attribute):
        return False
    if call.func.attr in models:  # approval.Approval(...)
        return True
    return call.func.attr in WRITING and bool(set(_chain(call.func.value)) & (models | accessors))


def _chain(node: ast.expr) -> Iterator[str]:
    """Yield the names along ``Model.objects.filter(...).exclude(...)``, from the last to the first."""
    while True:
        if isinstance(node, ast.Call):
            node = node.func
        elif isinstance(node, ast.Attribute):
            yield node.attr
            node = node.value
        else:
            if isinstance(node, ast.Name):
                yield node.id
            return


def _ready_methods(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and any(
            ast.unparse(base).endswith("AppConfig") for base in node.bases
        ):
            yield from (
                each for each in node.body if isinstance(each, ast.FunctionDef) and each.name == "ready"
            )


def _environment_key(node: ast.AST) -> ast.expr | None:
    """Return the name part of ``os.environ[...]``, ``os.environ.get(...)``, ``os.getenv(...)``, ``env.text(...)``."""
    if isinstance(node, ast.Subscript) and ast.unparse(node.value).endswith("environ"):
        return node.slice
    if not isinstance(node, ast.Call) or not node.args or not isinstance(node.func, ast.Attribute):
        return None
    owner, method = ast.unparse(node.func.value), node.func.attr
    reads_environ = owner.endswith("environ") and method in {"get", "pop", "setdefault"}
    return node.args[0] if reads_environ or owner == "env" or (owner == "os" and method == "getenv") else None
