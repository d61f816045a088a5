# %% a random sampler, trials one by one  kind="right"
def search(storage, n_trials, seed):
    study = optuna.create_study(
        storage=storage,
        study_name="recipe",
        direction="maximize",
        load_if_exists=True,
    )
    while len(study.trials) < n_trials:
        study.sampler = optuna.samplers.RandomSampler(seed * 10_000 + len(study.trials))
        trial = study.ask()
        rate = trial.suggest_float("learning_rate", 1e-6, 1.0, log=True)
        units = trial.suggest_int("units", 8, 512, log=True)
        study.tell(trial, pretend_accuracy(rate, units))
    return [
        {
            "learning_rate": t.params["learning_rate"],
            "units": t.params["units"],
            "score": t.value,
        }
        for t in study.trials
    ]


# %% the sampler of a study that is loaded  kind="right"
def search(storage, n_trials, seed):
    names = optuna.get_all_study_names(storage)
    if "recipe" in names:
        study = optuna.load_study(study_name="recipe", storage=storage)
    else:
        study = optuna.create_study(
            study_name="recipe", storage=storage, direction="maximize"
        )
    done = len(study.get_trials())
    study.sampler = optuna.samplers.TPESampler(seed=seed + 777 * done)
    study.optimize(
        lambda trial: pretend_accuracy(
            trial.suggest_float("learning_rate", 1e-6, 1, log=True),
            trial.suggest_int("units", 8, 512, log=True),
        ),
        n_trials=max(n_trials - done, 0),
    )
    return [{**t.params, "score": t.value} for t in study.get_trials()]


# %% a seed from a generator  kind="right"
def search(storage, n_trials, seed):
    study = optuna.create_study(
        study_name="recipe",
        storage=storage,
        direction=optuna.study.StudyDirection.MAXIMIZE,
        load_if_exists=True,
    )
    done = len(study.trials)
    own = int(np.random.default_rng([seed, done]).integers(2**31))
    study.sampler = optuna.samplers.TPESampler(seed=own)

    def objective(trial):
        rate = trial.suggest_float("learning_rate", 1e-6, 1, log=True)
        return pretend_accuracy(rate, trial.suggest_int("units", 8, 512, log=True))

    for _ in range(n_trials - done):
        study.optimize(objective, n_trials=1)
    return [
        {"score": t.value, "units": t.params["units"]}
        | {"learning_rate": t.params["learning_rate"]}
        for t in study.trials
    ]


# %% n_trials more each time  kind="wrong" lose=1 message="number of trials"
def search(storage, n_trials, seed):
    study = optuna.create_study(
        study_name="recipe",
        storage=storage,
        load_if_exists=True,
        direction="maximize",
    )
    study.sampler = optuna.samplers.TPESampler(seed=seed + 1000 * len(study.trials))

    def objective(trial):
        rate = trial.suggest_float("learning_rate", 1e-6, 1, log=True)
        return pretend_accuracy(rate, trial.suggest_int("units", 8, 512, log=True))

    study.optimize(objective, n_trials=n_trials)
    return [t.params | {"score": t.value} for t in study.trials]


# %% the same seed again  kind="wrong" lose=1 message="tried the same values again"
def search(storage, n_trials, seed):
    study = optuna.create_study(
        study_name="recipe",
        storage=storage,
        load_if_exists=True,
        direction="maximize",
        sampler=optuna.samplers.TPESampler(seed=seed),
    )

    def objective(trial):
        rate = trial.suggest_float("learning_rate", 1e-6, 1, log=True)
        return pretend_accuracy(rate, trial.suggest_int("units", 8, 512, log=True))

    study.optimize(objective, n_trials=max(0, n_trials - len(study.trials)))
    return [t.params | {"score": t.value} for t in study.trials]


# %% nothing is kept  kind="wrong" lose=3 message="without it nothing is kept"
def search(storage, n_trials, seed):
    study = optuna.create_study(
        study_name="recipe",
        direction="maximize",
        sampler=optuna.samplers.TPESampler(seed=seed),
    )

    def objective(trial):
        rate = trial.suggest_float("learning_rate", 1e-6, 1, log=True)
        return pretend_accuracy(rate, trial.suggest_int("units", 8, 512, log=True))

    study.optimize(objective, n_trials=n_trials)
    return [t.params | {"score": t.value} for t in study.trials]


# %% the study is there already  kind="wrong" lose=1 message="another study|already exists"
def search(storage, n_trials, seed):
    study = optuna.create_study(
        study_name="recipe",
        storage=storage,
        direction="maximize",
        sampler=optuna.samplers.TPESampler(seed=seed),
    )

    def objective(trial):
        rate = trial.suggest_float("learning_rate", 1e-6, 1, log=True)
        return pretend_accuracy(rate, trial.suggest_int("units", 8, 512, log=True))

    study.optimize(objective, n_trials=n_trials)
    return [t.params | {"score": t.value} for t in study.trials]


# %% rates on a linear scale  kind="wrong" lose=2 message="not drawn on a log scale"
def search(storage, n_trials, seed):
    study = optuna.create_study(
        study_name="recipe",
        storage=storage,
        load_if_exists=True,
        direction="maximize",
    )
    done = len(study.trials)
    study.sampler = optuna.samplers.RandomSampler(seed=seed + 1000 * done)

    def objective(trial):
        rate = trial.suggest_float("learning_rate", 1e-6, 1)
        return pretend_accuracy(rate, trial.suggest_int("units", 8, 512, log=True))

    study.optimize(objective, n_trials=max(0, n_trials - done))
    return [t.params | {"score": t.value} for t in study.trials]


# %% minimises the negative  kind="wrong" lose=3 message="do not turn the sign"
def search(storage, n_trials, seed):
    study = optuna.create_study(
        study_name="recipe",
        storage=storage,
        load_if_exists=True,
        direction="minimize",
    )
    done = len(study.trials)
    study.sampler = optuna.samplers.TPESampler(seed=seed + 1000 * done)

    def objective(trial):
        rate = trial.suggest_float("learning_rate", 1e-6, 1, log=True)
        return -pretend_accuracy(rate, trial.suggest_int("units", 8, 512, log=True))

    study.optimize(objective, n_trials=max(0, n_trials - done))
    return [t.params | {"score": t.value} for t in study.trials]


# %% no seed  kind="wrong" lose=2 message="same seed on a new storage"
def search(storage, n_trials, seed):
    study = optuna.create_study(
        study_name="recipe",
        storage=storage,
        load_if_exists=True,
        direction="maximize",
    )

    def objective(trial):
        rate = trial.suggest_float("learning_rate", 1e-6, 1, log=True)
        return pretend_accuracy(rate, trial.suggest_int("units", 8, 512, log=True))

    study.optimize(objective, n_trials=max(0, n_trials - len(study.trials)))
    return [t.params | {"score": t.value} for t in study.trials]


# %% only the best trial  kind="wrong" lose=3 message="list of dicts"
def search(storage, n_trials, seed):
    study = optuna.create_study(
        study_name="recipe",
        storage=storage,
        load_if_exists=True,
        direction="maximize",
    )
    done = len(study.trials)
    study.sampler = optuna.samplers.TPESampler(seed=seed + 1000 * done)

    def objective(trial):
        rate = trial.suggest_float("learning_rate", 1e-6, 1, log=True)
        return pretend_accuracy(rate, trial.suggest_int("units", 8, 512, log=True))

    study.optimize(objective, n_trials=max(0, n_trials - done))
    return study.best_params | {"score": study.best_value}


# %% always seed 0  kind="wrong" lose=2 message="Two seeds found the same"
def search(storage, n_trials, seed):
    study = optuna.create_study(
        study_name="recipe",
        storage=storage,
        load_if_exists=True,
        direction="maximize",
    )
    done = len(study.trials)
    study.sampler = optuna.samplers.TPESampler(seed=done)

    def objective(trial):
        rate = trial.suggest_float("learning_rate", 1e-6, 1, log=True)
        return pretend_accuracy(rate, trial.suggest_int("units", 8, 512, log=True))

    study.optimize(objective, n_trials=max(0, n_trials - done))
    return [t.params | {"score": t.value} for t in study.trials]


# %% a smaller range of rates  kind="wrong" lose=2 message="range is too small|range of learning_rate"
def search(storage, n_trials, seed):
    study = optuna.create_study(
        study_name="recipe", storage=storage, load_if_exists=True, direction="maximize"
    )
    done = len(study.trials)
    study.sampler = optuna.samplers.TPESampler(seed=seed + 1000 * done)

    def objective(trial):
        return pretend_accuracy(
            trial.suggest_float("learning_rate", 1e-4, 1e-1, log=True),
            trial.suggest_int("units", 8, 512, log=True),
        )

    study.optimize(objective, n_trials=max(0, n_trials - done))
    return [t.params | {"score": t.value} for t in study.trials]


# %% best trials first  kind="wrong" lose=3 message="in their order"
def search(storage, n_trials, seed):
    study = optuna.create_study(
        study_name="recipe", storage=storage, load_if_exists=True, direction="maximize"
    )
    done = len(study.trials)
    study.sampler = optuna.samplers.TPESampler(seed=seed + 1000 * done)

    def objective(trial):
        return pretend_accuracy(
            trial.suggest_float("learning_rate", 1e-6, 1, log=True),
            trial.suggest_int("units", 8, 512, log=True),
        )

    study.optimize(objective, n_trials=max(0, n_trials - done))
    return sorted(
        [t.params | {"score": t.value} for t in study.trials], key=lambda t: -t["score"]
    )


# %% minimises, as Optuna does unless told  kind="wrong" lose=2 message="direction of the study is not"
def search(storage, n_trials, seed):
    study = optuna.create_study(
        study_name="recipe", storage=storage, load_if_exists=True
    )
    done = len(study.trials)
    study.sampler = optuna.samplers.TPESampler(seed=seed + 1000 * done)

    def objective(trial):
        return pretend_accuracy(
            trial.suggest_float("learning_rate", 1e-6, 1, log=True),
            trial.suggest_int("units", 8, 512, log=True),
        )

    study.optimize(objective, n_trials=max(0, n_trials - done))
    return [t.params | {"score": t.value} for t in study.trials]


# %% a study of another name  kind="wrong" lose=2 message="list of studies"
def search(storage, n_trials, seed):
    study = optuna.create_study(
        study_name="search", storage=storage, load_if_exists=True, direction="maximize"
    )
    done = len(study.trials)
    study.sampler = optuna.samplers.TPESampler(seed=seed + 1000 * done)

    def objective(trial):
        return pretend_accuracy(
            trial.suggest_float("learning_rate", 1e-6, 1, log=True),
            trial.suggest_int("units", 8, 512, log=True),
        )

    study.optimize(objective, n_trials=max(0, n_trials - done))
    return [t.params | {"score": t.value} for t in study.trials]


# %% units on a linear scale  kind="wrong" lose=2 message="units is not drawn on a log"
def search(storage, n_trials, seed):
    study = optuna.create_study(
        study_name="recipe", storage=storage, load_if_exists=True, direction="maximize"
    )
    done = len(study.trials)
    study.sampler = optuna.samplers.TPESampler(seed=seed + 1000 * done)

    def objective(trial):
        return pretend_accuracy(
            trial.suggest_float("learning_rate", 1e-6, 1, log=True),
            trial.suggest_int("units", 8, 512),
        )

    study.optimize(objective, n_trials=max(0, n_trials - done))
    return [t.params | {"score": t.value} for t in study.trials]
