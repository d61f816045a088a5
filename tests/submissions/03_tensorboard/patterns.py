# %% ends and beginnings  kind="right"
patterns = {
    "deep": "^net=deep,",
    "validation": "validation$",
    "rate": r"rate=0[.]01,",
    "seeds": r"^net=deep,.*seed=(1|2|3)/validation$",
}


# %% word boundaries  kind="right"
patterns = dict(
    deep=r"=deep\b,",
    validation=r"seed=\d+/validation",
    rate=r"rate=0\.01\b",
    seeds=r"=deep,.*=[123]/val",
)


# %% one after another  kind="right"
patterns = {}
patterns["deep"] = "net=deep,rate"
patterns["validation"] = "/val"
patterns["rate"] = ",rate=0.01,"
patterns["seeds"] = "net=deep,rate=.*,seed=[1-3]/validation"


# %% a word is enough  kind="wrong" lose=1 message="finds net=deeper"
patterns = {
    "deep": "deep",
    "validation": "/validation",
    "rate": r"rate=0\.01,",
    "seeds": "net=deep,.*seed=[1-3]/validation",
}


# %% a net is called so too  kind="wrong" lose=1 message="finds net=validat"
patterns = {
    "deep": "net=deep,",
    "validation": "valid",
    "rate": r"rate=0\.01,",
    "seeds": "net=deep,.*seed=[1-3]/validation",
}


# %% no end to the rate  kind="wrong" lose=1 message="finds .*rate=0.015"
patterns = {
    "deep": "net=deep,",
    "validation": "/validation",
    "rate": r"rate=0\.01",
    "seeds": "net=deep,.*seed=[1-3]/validation",
}


# %% no end to the seed  kind="wrong" lose=1 message="finds .*seed=12/"
patterns = {
    "deep": "net=deep,",
    "validation": "/validation",
    "rate": r"rate=0\.01,",
    "seeds": "net=deep,.*seed=[1-3].*validation",
}


# %% a wildcard as in a shell  kind="wrong" lose=2 message="is no regular expression|does not find"
patterns = {
    "deep": "*deep*",
    "validation": "*validation",
    "rate": "*rate=0.01*",
    "seeds": "*deep*seed=[1-3]/validation",
}


# %% seeds of every net  kind="wrong" lose=1 message="finds net=shallow"
patterns = {
    "deep": "net=deep,",
    "validation": "/validation",
    "rate": r"rate=0\.01,",
    "seeds": "seed=[1-3]/validation",
}


# %% left empty  kind="wrong" lose=2 message="string that is not empty"
patterns = {"deep": "", "validation": "", "rate": "", "seeds": ""}


# %% the whole name and no more  kind="wrong" lose=2 message="does not find"
patterns = {
    "deep": "^net=deep$",
    "validation": "^validation$",
    "rate": "^rate=0.01$",
    "seeds": "^seed=[1-3]$",
}


# %% groups  kind="right"
patterns = {
    "deep": "net=(deep),",
    "validation": ".*/validation$",
    "rate": r"rate=0\.01,",
    "seeds": "net=deep,.*seed=(?:1|2|3)/v",
}


# %% a list with a comma, not a range  kind="wrong" lose=1 message="does not find .*seed=2/validation"
patterns = {
    "deep": "net=deep,",
    "validation": "/validation$",
    "rate": r"rate=0\.01,",
    "seeds": "net=deep,.*seed=[1,3]/validation",
}


# %% seeds of training runs too  kind="wrong" lose=1 message="finds .*seed=2/train"
patterns = {
    "deep": "net=deep,",
    "validation": "/validation$",
    "rate": r"rate=0\.01,",
    "seeds": "net=deep,.*seed=[1-3]/",
}


# %% a word anywhere in the name  kind="wrong" lose=1 message="finds net=validation-net"
patterns = {
    "deep": "net=deep,",
    "validation": "\\bvalidation\\b",
    "rate": r"rate=0\.01,",
    "seeds": "net=deep,.*seed=[1-3]/validation",
}


# %% compiled  kind="wrong" lose=2 message="must be a string"
patterns = {
    key: re.compile("net=deep,") for key in ("deep", "validation", "rate", "seeds")
}
