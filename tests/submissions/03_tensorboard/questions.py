# %% capital letters  kind="right"
answers = {"zigzag": "C", "remote": "B", "smooth": "D"}


# %% stray spaces and brackets  kind="right"
answers = {"zigzag": " c", "remote": "b)", "smooth": "d "}


# %% one after another  kind="right"
answers = dict(smooth="d")
answers["remote"] = "b"
answers["zigzag"] = "c"


# %% blames the rate  kind="wrong" lose=1 message="does not turn time back"
answers = {"zigzag": "a", "remote": "b", "smooth": "d"}


# %% opens the firewall  kind="wrong" lose=1 message="no password"
answers = {"zigzag": "c", "remote": "a", "smooth": "d"}


# %% a secret port  kind="wrong" lose=1 message="knock at all of them"
answers = {"zigzag": "c", "remote": "d", "smooth": "d"}


# %% trusts the bold line  kind="wrong" lose=1 message="ten epochs ago"
answers = {"zigzag": "c", "remote": "b", "smooth": "a"}


# %% a smaller rate, a page on a stick  kind="wrong" lose=2 message="asks the server"
answers = {"zigzag": "c", "remote": "c", "smooth": "b"}


# %% words  kind="wrong" lose=3 message="one of the letters"
answers = {"zigzag": "same folder", "remote": "ssh", "smooth": "no"}
