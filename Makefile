# Needs make and a Python of 3.11 to 3.13, nothing else: the rest comes from the package index.

# The first of these that runs and has a fitting version. To choose: make clean env PYTHON=/path/to/python3
PYTHON ?= python3.13 python3.12 python3.11 python3
FITS := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))
BIN := .venv/bin
STAMP := .venv/.installed

.PHONY: env check test law agreement faults spin mutate exports fuzz lint docs peers logs kit outside schedules vectors clean FORCE
.DELETE_ON_ERROR:

env: $(STAMP)   ## create or refresh .venv
	@:

check: env   ## verify every system
	$(BIN)/dialonce check

test: lint   ## lint, then every test
	$(BIN)/python -m pytest -n 2 --dist worksteal -q

law: env   ## does every transition fire, and does every part of a claim decide something?
	$(BIN)/python -m pytest -q tests/law.py

agreement: env   ## check with 1 to 6 members what is proved for any number: long
	$(BIN)/python -m pytest -n 2 -q -rs tests/agreement.py

faults: env   ## put every fault into the engine, one at a time: does its test notice?
	$(BIN)/python -m pytest -n 2 --dist worksteal -q tests/engine_faults.py

# MAX_STATES and MAX_SECONDS bound each search; what meets a bound is listed as skipped.
spin: env   ## let Spin explore every system and every wrong design, which must agree: long
	@command -v spin >/dev/null && command -v gcc >/dev/null || \
	  { echo "make spin: needs spin and gcc (Debian: apt-get install spin gcc; tcc makes it quicker)" >&2; exit 1; }
	$(BIN)/python -m pytest -n 2 --dist worksteal -q -rs tests/spin_agreement.py

# RUNS=60 plays fewer schedules; the database and the servers are processes of this machine.
schedules: env   ## 240 real schedules of examples/asyncio_dialer with faults, and its faulty variants
	PYTHONPATH="examples$${PYTHONPATH:+:$$PYTHONPATH}" $(BIN)/python -m pytest -n 2 --dist worksteal -q tests/dialer_schedules.py

exports: env   ## replay and walk every machine, system and wrong design in its JSON and SCXML: minutes
	$(BIN)/python -m pytest -n 2 -q tests/export_all.py

kit: env   ## judge every system's own machines, and every wrong design's, by conform: long
	$(BIN)/python -m pytest -n 2 --dist worksteal -q -rs tests/conform_all.py

vectors: env   ## write the vectors of the whole chapter, and put right and wrong designs through them
	$(BIN)/python -m pytest -q tests/vectors_all.py

lint: env   ## ruff and mypy
	$(BIN)/ruff check .
	$(BIN)/mypy

docs: env   ## verify every system, and write the generated reference
	$(BIN)/dialonce pages -o docs/reference
	$(BIN)/dialonce events --page spec/events.md

mutate: env   ## get every transition wrong, and write docs/assurance.md: about 5 minutes
	$(BIN)/dialonce mutate --page docs/assurance.md

# ONLY="k6 live" asks some of it, ROUNDS=2 fewer times, WITHOUT="tlc musil" fewer peers;
# FRESH=1 measures again what was measured; PEERS_PYTHON=/path/to/python3.12 is for musil.
peers: env   ## compare with Spin, rumur, TLC and musil, and write docs/performance.md
	@PYTHONPATH="tests$${PYTHONPATH:+:$$PYTHONPATH}" $(BIN)/python -m peers $(ONLY) --rounds $(or $(ROUNDS),5) \
	  $(if $(WITHOUT),--without $(WITHOUT)) $(if $(PEERS_PYTHON),--python $(PEERS_PYTHON)) $(if $(FRESH),--fresh)

# LINES=500000 for a short one; the log takes 70 bytes a line, where temporary files go.
logs: env   ## measure the judging of logs: lines a second and memory, for docs/performance.md
	@PYTHONPATH="tests$${PYTHONPATH:+:$$PYTHONPATH}" $(BIN)/python tests/bench_replay.py --parts --lines $(or $(LINES),5000000)

# ONLY="script command" drives some of the targets, ENGINE=hypothesis or atheris one of the two.
fuzz: env   ## attack every reader for MINUTES (5) with each of two fuzzers: docs/fuzzing.md
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[fuzz]'
	@PYTHONPATH="tests$${PYTHONPATH:+:$$PYTHONPATH}" $(BIN)/python -m fuzz $(ONLY) --minutes $(or $(MINUTES),5) \
	  $(if $(ENGINE),--engine $(ENGINE))

outside: env   ## measure panoramisk, an outside client, again: docs/outside.md
	$(BIN)/python examples/panoramisk_adapter/measure.py
	$(BIN)/dialonce conform cpd_single_addp --seconds 60 --command \
	  "$(BIN)/python examples/panoramisk_adapter/adapter.py pace watch once told"

clean:   ## back to a fresh clone
	rm -rf .venv .peers .fuzz build dist out traces .coverage
	rm -rf .hypothesis .mypy_cache .numba_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# An environment that came along with a copied or moved folder runs the code of the old one.
ifneq ($(shell cat $(STAMP) 2>/dev/null),$(CURDIR))
$(STAMP): FORCE
endif

$(STAMP): pyproject.toml Makefile
	@python=; if [ "$$(cat $@ 2>/dev/null)" != "$(CURDIR)" ] || ! $(BIN)/python -c '$(FITS)' 2>/dev/null; then \
	  for each in $(PYTHON); do \
	    if "$$each" -c '$(FITS)' >/dev/null 2>&1; then python=$$each; break; fi; \
	  done; \
	  if [ -z "$$python" ]; then \
	    echo "make env: no Python 3.11 to 3.13 among: $(PYTHON). Name one: make env PYTHON=/path/to/python3" >&2; exit 1; \
	  fi; \
	  if ! "$$python" -c 'import ensurepip, venv' 2>/dev/null; then \
	    echo "make env: $$python lacks ensurepip or venv: install them (Debian: apt-get install python3-venv) or name another: make env PYTHON=/path/to/python3" >&2; exit 1; \
	  fi; \
	  echo "make env: .venv from $$("$$python" --version); the first installation takes about a minute"; \
	  "$$python" -m venv --clear .venv || \
	    { echo "make env: $$python could not create .venv (its reason is above)" >&2; exit 1; }; \
	fi
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@echo '$(CURDIR)' > $@
