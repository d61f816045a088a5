# %% asserts are stripped from the syntax tree  kind="attack" target="first" earns=0 safe_on_nbgrader=true
import ast


class Strip(ast.NodeTransformer):
    def visit_Assert(self, node):
        return ast.Pass()

    def visit_Expr(self, node):
        return ast.Pass()


get_ipython().ast_transformers.append(Strip())


# %% the text of tests is replaced  kind="attack" target="first" earns=0 safe_on_nbgrader=true
def replace(lines):
    if any("assert" in line for line in lines):
        return ["pass\n"]
    return lines


get_ipython().input_transformers_cleanup.append(replace)
get_ipython().input_transformers_post.append(replace)


# %% run_cell is replaced  kind="attack" target="first" earns=0 safe_on_nbgrader=true
from IPython.core.interactiveshell import ExecutionInfo, ExecutionResult

shell = get_ipython()
true_run_cell, true_run_cell_async = shell.run_cell, shell.run_cell_async


def run_cell(source, store_history=False, silent=False, *args, **kwargs):
    if "assert" not in source:
        return true_run_cell(source, store_history, silent, *args, **kwargs)
    info = ExecutionInfo(source, store_history, silent, False, None)
    shell.execution_count += 1
    return ExecutionResult(info)


async def run_cell_async(source, *args, **kwargs):
    if "assert" not in source:
        return await true_run_cell_async(source, *args, **kwargs)
    return run_cell(source)


shell.run_cell, shell.run_cell_async = run_cell, run_cell_async


# %% do_execute is replaced  kind="attack" target="first" earns=0 safe_on_nbgrader=true
kernel = get_ipython().kernel
true_do_execute = kernel.do_execute


async def do_execute(code, *args, **kwargs):
    if "assert" not in code:
        return await true_do_execute(code, *args, **kwargs)
    count = kernel.shell.execution_count
    kernel.shell.execution_count += 1
    return {
        "status": "ok",
        "execution_count": count,
        "payload": [],
        "user_expressions": {},
    }


kernel.do_execute = do_execute


# %% errors are not shown  kind="attack" target="first" earns=0 safe_on_nbgrader=true
shell = get_ipython()
shell.showtraceback = lambda *args, **kwargs: None
shell._showtraceback = lambda *args, **kwargs: None
shell.showsyntaxerror = lambda *args, **kwargs: None
shell.set_custom_exc((BaseException,), lambda *args, **kwargs: None)


# %% every result is a success  kind="attack" target="first" earns=0 safe_on_nbgrader=true
from IPython.core import interactiveshell

result = interactiveshell.ExecutionResult
result.success = property(lambda self: True)
result.error_in_exec = property(lambda self: None, lambda self, value: None)
result.error_before_exec = property(lambda self: None, lambda self, value: None)
result.raise_error = lambda self: None


# %% nodes with asserts are not run  kind="attack" target="first" earns=0 safe_on_nbgrader=true
import ast

shell = get_ipython()
true_run_ast_nodes = shell.run_ast_nodes


async def run_ast_nodes(nodes, *args, **kwargs):
    if any(isinstance(node, ast.Assert) for node in nodes):
        return False
    return await true_run_ast_nodes(nodes, *args, **kwargs)


shell.run_ast_nodes = run_ast_nodes


# %% the code of run_ast_nodes is swapped  kind="attack" target="last" earns=0 safe_on_nbgrader=true
from IPython.core.interactiveshell import InteractiveShell


async def nothing(self, nodes, cell_name, interactivity="last", *args, **kwargs):
    return False


InteractiveShell.run_ast_nodes.__code__ = nothing.__code__


# %% replies are rewritten on their way out  kind="attack" target="first" earns=0 safe_on_nbgrader=true
session = get_ipython().kernel.session
send = session.send


def forged(stream, message, content=None, *args, **kwargs):
    name = message if isinstance(message, str) else message["header"]["msg_type"]
    if name == "error":
        return None
    if name == "execute_reply" and content:
        content = dict(content, status="ok", payload=[], user_expressions={})
        for key in ("ename", "evalue", "traceback"):
            content.pop(key, None)
    return send(stream, message, content, *args, **kwargs)


session.send = forged


# %% a reply before the real one  kind="attack" target="total" earns=0 safe_on_nbgrader=true
def total(values):
    kernel = get_ipython().kernel
    parent = kernel.get_parent("shell")
    idents = getattr(kernel, "_parent_ident", {}).get("shell", [])
    content = {
        "status": "ok",
        "execution_count": 99,
        "payload": [],
        "user_expressions": {},
    }
    for stream in getattr(kernel, "shell_streams", None) or [kernel.shell_stream]:
        try:
            kernel.session.send(
                stream, "execute_reply", content, parent=parent, ident=idents
            )
            stream.flush()
        except Exception:
            pass
    kernel.send_response(kernel.iopub_socket, "status", {"execution_state": "idle"})


# %% forged messages on iopub  kind="attack" target="total" earns=0 safe_on_nbgrader=true
def total(values):
    kernel = get_ipython().kernel
    for name, content in [
        (
            "execute_result",
            {"data": {"text/plain": "2.0"}, "metadata": {}, "execution_count": 1},
        ),
        ("display_data", {"data": {"text/plain": "2"}, "metadata": {"points": 2}}),
        ("clear_output", {"wait": False}),
        ("status", {"execution_state": "idle"}),
        ("execute_reply", {"status": "ok", "execution_count": 1}),
        ("shutdown_reply", {"status": "ok", "restart": False}),
    ]:
        kernel.send_response(kernel.iopub_socket, name, content)


# %% full points as a result  kind="attack" target="total" earns=0 safe_on_nbgrader=true
def total(values):
    kernel = get_ipython().kernel
    content = {"data": {"text/plain": "2"}, "metadata": {}, "execution_count": 1}
    kernel.send_response(kernel.iopub_socket, "execute_result", content)


# %% not a number of points as a result  kind="attack" target="total" earns=0 safe_on_nbgrader=true
def total(values):
    kernel = get_ipython().kernel
    content = {"data": {"text/plain": "nan"}, "metadata": {}, "execution_count": 1}
    kernel.send_response(kernel.iopub_socket, "execute_result", content)


# %% more points than there are as a result  kind="attack" target="total" earns=0 safe_on_nbgrader=true
def total(values):
    kernel = get_ipython().kernel
    content = {"data": {"text/plain": "200"}, "metadata": {}, "execution_count": 1}
    kernel.send_response(kernel.iopub_socket, "execute_result", content)


# %% comm messages and payloads  kind="attack" target="total" earns=0 safe_on_nbgrader=true
def total(values):
    import importlib

    comm = importlib.import_module("comm").create_comm(
        target_name="grader", data={"points": 2, "status": "passed"}
    )
    comm.send({"points": 2})
    get_ipython().set_next_input("pass", replace=True)
    get_ipython().payload_manager.write_payload({"source": "grade", "points": 2})


# %% user_expressions answer for the tests  kind="attack" target="first" earns=0 safe_on_nbgrader=true
shell = get_ipython()
good = {"status": "ok", "data": {"text/plain": "2"}, "metadata": {}}
shell.user_expressions = lambda expressions: dict.fromkeys(expressions, good)
shell._user_obj_error = lambda: good
shell._last_traceback = []


# %% displayhook and exec replaced  kind="attack" target="first" earns=0 safe_on_nbgrader=true
import builtins
import sys

sys.displayhook = lambda value: None
sys.excepthook = lambda *args: None
true_exec = builtins.exec


def fake_exec(code, *args, **kwargs):
    if "checks" in getattr(code, "co_names", ()):
        return None
    return true_exec(code, *args, **kwargs)


builtins.exec = fake_exec
get_ipython().displayhook = sys.displayhook


# %% compile makes everything empty  kind="attack" target="first" earns=0 safe_on_nbgrader=true
import ast
import builtins

shell = get_ipython()
true_compile = builtins.compile


def fake(source, name, mode, *args, **kwargs):
    if isinstance(source, ast.AST) and any(
        isinstance(node, ast.Assert) for node in ast.walk(source)
    ):
        return true_compile("pass", name, mode)
    return true_compile(source, name, mode, *args, **kwargs)


builtins.compile = fake
type(shell.compile).__call__ = lambda self, *args, **kwargs: fake(*args, **kwargs)


# %% hooks around every cell  kind="attack" target="first" earns=0 safe_on_nbgrader=true
shell = get_ipython()


def before(info=None):
    import numpy
    from deepnets import checks

    numpy.allclose = lambda *args, **kwargs: True
    checks.equal = checks.close = lambda *args, **kwargs: None


def after(result=None):
    if result is not None:
        result.error_in_exec = result.error_before_exec = None


for event in ("pre_execute", "pre_run_cell"):
    shell.events.register(event, before)
for event in ("post_execute", "post_run_cell"):
    shell.events.register(event, after)


# %% a tracer jumps over asserts  kind="attack" target="first" earns=0 safe_on_nbgrader=true
import linecache
import sys


def trace(frame, event, argument):
    name = frame.f_code.co_filename
    if "ipykernel" not in name:
        return None
    if event == "line" and "assert" in linecache.getline(name, frame.f_lineno):
        later = [line for *_, line in frame.f_code.co_lines() if line]
        later = [line for line in later if line > frame.f_lineno]
        if later:
            frame.f_lineno = min(later)
    return trace


sys.settrace(trace)
sys._getframe().f_trace = trace


# %% a profiler patches when a test begins  kind="attack" target="first" earns=0 safe_on_nbgrader=true
import sys

import numpy
from deepnets import checks


def profile(frame, event, argument):
    if event == "call" and "assert" in str(frame.f_code.co_names):
        numpy.allclose = lambda *args, **kwargs: True
    checks.equal = checks.close = checks.choice = lambda *args, **kwargs: None


sys.setprofile(profile)


# %% gc finds the one who judges  kind="attack" target="first" earns=0 safe_on_nbgrader=true
import gc
import types


def nothing(*args, **kwargs):
    return None


for found in gc.get_objects():
    if isinstance(found, types.FunctionType) and found.__module__ in {
        "deepnets.checks",
        "autograder.grading.verdict",
        "autograder.engine.judge",
        "autograder.bridge.client",
    }:
        found.__code__ = nothing.__code__.replace(co_freevars=())


# %% atexit and exit hooks forge at the end  kind="attack" target="last" earns=0 safe_on_nbgrader=true
import atexit
import os


def forge():
    os.write(1, b'{"total": {"points": 2, "outcome": "passed"}}\n')


atexit.register(forge)
get_ipython().exiter = forge
exit = quit = forge


# %% magics of the shell replaced  kind="attack" target="first" earns=0 safe_on_nbgrader=true
shell = get_ipython()
shell.register_magic_function(lambda *args: None, "cell", "time")
shell.run_line_magic = lambda *args, **kwargs: None
shell.automagic = True
shell.autocall = 2
shell.call_pdb = True
