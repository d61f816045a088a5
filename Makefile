# Each line below runs one tool. Everything sets itself up on first use: `make help`.

# The environment: .venv here, or the conda environment `deepnets` when it is active.
VENV ?= $(if $(filter deepnets,$(CONDA_DEFAULT_ENV)),$(CONDA_PREFIX),.venv)
PYTHON ?= python3
BIN := $(VENV)/bin
READY := $(VENV)/.deepnets-ready
CHAPTER ?= 10_dropout
SAMPLE := sample_class
BY_FILE := -n 2 --dist loadfile --no-loadscope-reorder

.DEFAULT_GOAL := help
.PHONY: help lab grade test build bundle reference bench bench-attacks proofs lock

help: ## show this list
	@sed -n 's/^\([a-z-]*\):.*## /  make \1#/p' $(MAKEFILE_LIST) | awk -F'#' '{ printf "%-22s%s\n", $$1, $$2 }'

lab: $(READY) ## open JupyterLab on the course
	$(BIN)/jupyter lab --ServerApp.root_dir=. --LabApp.default_url=/lab/tree/course $(LAB_ARGS)

grade: build ## grade a sample class: table, gradebook, feedback, report
	$(BIN)/autograder sample-class $(CHAPTER) --answers tests/submissions/$(CHAPTER) --out $(SAMPLE)
	CLASS_DIR=$(SAMPLE) $(BIN)/autograder grade $(CHAPTER)

test: $(READY) ## run everything that CI runs
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/pytest -n 2 --dist worksteal tests/chapters/test_sample_class.py
	$(BIN)/pytest $(BY_FILE) --ignore=tests/attacks --ignore=tests/running \
	  --ignore=tests/chapters/test_sample_class.py
	$(BIN)/pytest $(BY_FILE) tests/attacks tests/running
	ls -r solutions/*/*.ipynb | TF_NUM_INTRAOP_THREADS=1 xargs -P 2 -n 1 $(BIN)/pytest -q \
	  --nbval --nbval-sanitize-with tests/nbval.cfg --nbval-cell-timeout 300

build: $(READY) ## make the executed solutions and the students' notebooks; only what changed
	$(BIN)/autograder build

bundle: build ## write the zip that students get to dist/
	$(BIN)/autograder bundle

bench: build ## measure: grading against plain nbgrader, training against model.fit
	$(BIN)/python tests/bench/grading.py
	$(BIN)/python tests/bench/training.py

reference: $(READY) ## run the experiments at full scale; an hour and a half
	$(BIN)/python solutions/experiments $(EXPERIMENTS)

bench-attacks: $(READY) ## run every attack on the engine, the harmless ones on nbgrader too
	PYTHONPATH=tests $(BIN)/python -m attacks --out tests/attacks/results.json

proofs: $(READY) ## prove at length: experiments, attacks, damaged notebooks, 500 submissions, 50 kills
	EVERY_ARM=1 $(BIN)/pytest -q tests/experiments
	EVERY_ATTACK=1 $(BIN)/pytest -q tests/attacks
	DAMAGED_NOTEBOOKS=20000 $(BIN)/pytest -q -o faulthandler_timeout=0 \
	  tests/grading/test_damaged_notebooks.py
	$(BIN)/python tests/proofs/many.py
	$(BIN)/python tests/proofs/kills.py

lock: $(READY) ## choose newer versions within the bounds of the two pyproject.toml
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	  --no-header --group dev pyproject.toml course/pyproject.toml --output-file requirements.lock

$(READY): requirements.lock pyproject.toml course/pyproject.toml
	@$(PYTHON) -c 'import sys; (3, 11) <= sys.version_info < (3, 14) or sys.exit( \
	  f"This course needs Python 3.11, 3.12 or 3.13, and {sys.executable} is {sys.version.split()[0]}.\n" \
	  "Name another one: make PYTHON=/path/to/python3.11")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { echo \
	  "Python could not make a virtual environment (on Debian and Ubuntu: apt install python3-venv)."; exit 1; }
	@echo "Setting up $(VENV): once, about 3 GB, one to three minutes ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile --require-hashes -r requirements.lock
	@$(BIN)/python -m compileall -q -j 0 $(VENV)/lib
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e course -e .
	@touch $@
