"""Runs TensorBoard in a notebook's kernel: for this machine alone, until stopped."""

import json
import urllib.parse
import urllib.request


class Board:
    """A TensorBoard of a folder of logs; it ends with the process at the latest.

    It listens on ``localhost``, so nobody else on the network can reach it, and looks
    into the folder every five seconds, so that a net can be watched while it trains.

    Parameters
    ----------
    folder : str or pathlib.Path
        The folder with the runs. It may be empty, or appear later.
    port : int
        0 takes a port that is free.

    Attributes
    ----------
    url : str
        For the browser, such as ``"http://localhost:6006/"``.

    Raises
    ------
    tensorboard.program.TensorBoardServerException
        If the port is taken, or may not be used.

    Examples
    --------
    >>> with Board("logs") as board:  # doctest: +SKIP
    ...     board.get("data/runs")
    """

    def __init__(self, folder, port=0):
        from tensorboard import program

        def serve(app, flags):
            self._server = program.WerkzeugServer(app, flags)
            return self._server

        self.folder = str(folder)
        board = program.TensorBoard(server_class=serve)
        # load_fast would read the files in a process of its own, which may stay behind
        board.configure(
            logdir=self.folder, host="localhost", port=port, load_fast="false"
        )
        self.url = board.launch()

    def get(self, path, **query):
        """Return what the board answers, as text, or as Python data where it is JSON.

        Parameters
        ----------
        path : str
            Such as ``"data/runs"``: what the page in the browser asks for, too.
        **query
            Such as ``run="a/train"``.

        Raises
        ------
        RuntimeError
            After :meth:`stop`.
        urllib.error.HTTPError
            If the board knows no such path.
        """
        if self._server is None:
            raise RuntimeError(f"The TensorBoard of {self.folder} is stopped.")
        # never by way of a proxy: what is asked for is on this machine
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        url = f"{self.url}{path}?{urllib.parse.urlencode(query)}"
        with opener.open(url, timeout=60) as answer:
            text = answer.read().decode()
            is_json = answer.headers.get_content_type() == "application/json"
        return json.loads(text) if is_json else text

    def stop(self):
        """Stop serving and free the port; a second call does nothing."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.stop()

    def __repr__(self):
        return f"TensorBoard: {self.url if self._server is not None else 'stopped'}"

    def _repr_html_(self):
        if self._server is None:
            return repr(self)
        return f'<a href="{self.url}" target="_blank">TensorBoard at {self.url}</a>'
