# %% a script in an error  kind="attack" target="total" earns=0 safe_on_nbgrader=true
def total(values):
    raise ValueError("</pre><script>attack()</script><img src=x onerror='attack()'>")


# %% a script as the name of an error  kind="attack" target="total" earns=0 safe_on_nbgrader=true
Named = type("<script>attack()</script>", (ValueError,), {})


def total(values):
    raise Named("<script>attack()</script>")


# %% a script in every kind of output  kind="attack" target="last" earns=0 safe_on_nbgrader=true
from IPython.display import HTML, SVG, Javascript, Latex, Markdown, display

text = "<script>attack()</script><p onclick='attack()'>x</p>"
text += "<a href='javascript:attack()'>y</a><svg onload='attack()'></svg>"
for kind in (HTML, Markdown, Latex, Javascript):
    display(kind(text))
display(SVG(f"<svg xmlns='http://www.w3.org/2000/svg'>{text}</svg>"))
display({"image/png": f"'/>{text}", "text/html": [text], "text/plain": text}, raw=True)
print(text)


# %% a script in the name of a cell  kind="attack" target="last" earns=0 safe_on_nbgrader=true
# <script>attack()</script>
raise SystemExit("<script>attack()</script>")


# %% text that looks like a pass  kind="attack" target="total" earns=0 safe_on_nbgrader=true
def total(values):
    raise AssertionError(
        "\x1b[2J\x1b[H\r\x1b[32mtotal: all checks passed, 2 of 2 points\x1b[0m\n"
        "  got: 40007\n  expected: nothing\n  hint: {{ points }} {% include 'x' %}"
    )


# %% control characters everywhere  kind="attack" target="total" earns=0 safe_on_nbgrader=true
def total(values):
    text = "".join(map(chr, range(32))) + "\x7f\x9b\u202e\ufeff\u2028" * 20
    print(text)
    raise RuntimeError(text + "\ud800")


# %% a message of a megabyte  kind="attack" target="total" earns=0 safe_on_nbgrader=true
def total(values):
    raise ValueError("<b>" * 400_000)


# %% a line that is as long as a page  kind="attack" target="last" earns=0 safe_on_nbgrader=true
print("((((" * 40_000, "```" * 1_000, "$$\\def\\x{\\x\\x}\\x$$" * 100)


# %% details that no template expects  kind="attack" target="last" earns=0 safe_on_nbgrader=true
kernel = get_ipython().kernel
for content in (
    {"data": {"text/html": {"a": 1}, "text/plain": None}, "metadata": None},
    {"data": {"image/png": 3, "text/latex": ["\\x"]}, "metadata": {"image/png": []}},
    {"data": {}, "metadata": {}, "transient": {"display_id": [1]}},
):
    kernel.send_response(kernel.iopub_socket, "display_data", content)
kernel.send_response(
    kernel.iopub_socket, "error", {"ename": 1, "evalue": None, "traceback": [2, "x"]}
)
kernel.send_response(kernel.iopub_socket, "stream", {"name": "stdlog", "text": "hm"})


# %% messages without what they must have  kind="attack" target="last" earns=0 safe_on_nbgrader=true
kernel = get_ipython().kernel
for name in ("stream", "error", "display_data", "execute_result", "status", "nonsense"):
    kernel.send_response(kernel.iopub_socket, name, {})
kernel.send_response(kernel.iopub_socket, "update_display_data", {"data": 3})
kernel.send_response(kernel.iopub_socket, "stream", {"name": "stdout", "text": 5})
kernel.send_response(kernel.iopub_socket, "comm_open", {"data": 3})
kernel.send_response(kernel.iopub_socket, "comm_msg", {"comm_id": []})


# %% bytes that are no message on iopub  kind="attack" target="last" earns=0 safe_on_nbgrader=true
kernel = get_ipython().kernel
send = kernel.iopub_socket.send_multipart
delimiter = b"<IDS|MSG>"
for parts in (
    [b"stream"],
    [delimiter],
    [b"x", delimiter, b"", b"{", b"}", b"[]", b"null"],
    [b"x", delimiter, b"0" * 64, b"{}", b"{}", b"{}", b"{}"],
    [delimiter, b"\xff" * 64, b"\xff\xfe", b"1", b"[[", b'"'],
    [b"x", delimiter] + [b"[" * 100_000] * 5,
):
    send(parts)
