# Two commands do everything: `make lab` for learners, `make test` for contributors.
# Each makes or mends the environment first. ARGS="..." is passed on.
RUN := $(if $(shell command -v python3),python3,$(error python3 is missing: install Python 3.11 or newer, with venv)) tools/run.py
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help lab reset test test-site test-hub test-pythons lessons check solved new-lesson exercise demo lock look site bench bench-lessons bench-demos bench-grading bench-load bench-site coursework clean

help:  ## list these commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | awk -F'\t' '{printf "  make %-15s %s\n", $$1, $$2}'

lab:  ## open your own copy of the course (my-course) in JupyterLab
	@$(RUN) lab $(ARGS)

reset:  ## lay the original of a lesson beside your copy (LESSON=01_softmax)
	@$(RUN) reset "$(LESSON)"

test:  ## run every test, the notebooks among them
	@$(RUN) test $(ARGS)

test-site:  ## build the whole site and run every lesson on its page and in the lab (minutes)
	@WHOLE_SITE=1 $(RUN) test -n 1 --timeout=900 tests/web/whole $(ARGS)

test-hub:  ## hand out, collect, mark and give back on a JupyterHub with four people (a minute or two, as root)
	@$(RUN) hub $(ARGS)

test-pythons:  ## run every test with Python 3.11, 3.12 and 3.13, as far as they are here (PYTHONS="3.12" for one)
	@$(RUN) pythons $(PYTHONS) $(ARGS)

lessons:  ## build the notebooks from the lessons (LESSON=01_softmax for one)
	@$(RUN) python -m tools.build $(LESSON) $(ARGS)

check:  ## are notebooks and README in step with the lessons? (no kernel, 2 s)
	@$(RUN) python -m tools.build --check

solved:  ## build the notebooks with their solutions into build/solved
	@$(RUN) python -m tools.build --solved build/solved $(LESSON)

new-lesson:  ## write the first version of a lesson (NAME=07_train_a_classifier)
	@$(RUN) python -m tools.new lesson "$(NAME)"

exercise:  ## write the first version of an exercise (NAME=double LESSON=01_softmax)
	@$(RUN) python -m tools.new exercise "$(NAME)" "$(LESSON)"

demo:  ## write the first version of a demo (NAME=three_bars)
	@$(RUN) python -m tools.new demo "$(NAME)"

site:  ## build the course's web site into build/site (LESSON="00_start 01_softmax" for some)
	@$(RUN) python -m web.build $(LESSON) $(ARGS)

look:  ## take screenshots of the notebooks into build/look (LESSON=01_softmax for one)
	@$(RUN) python -m tools.browser.look $(if $(LESSON),notebooks/$(LESSON).ipynb) $(ARGS)

lock:  ## choose versions anew and write requirements.lock (ARGS=--upgrade for the newest)
	@$(RUN) lock $(ARGS)

bench:  ## speed of helpers.numerics beside NumPy, SciPy and others, and of the checks
	@$(RUN) python -m tools.bench.numerics $(ARGS)
	@$(RUN) python -m tools.bench.checks

bench-lessons:  ## how long each lesson runs, from kernel start to last cell
	@$(RUN) python -m tools.bench.lessons $(LESSON) $(ARGS)

bench-demos:  ## speed of the demos in a real browser
	@$(RUN) python -m tools.bench.demos $(ARGS)

bench-grading:  ## speed of the grader beside nbgrader
	@$(RUN) python -m tools.bench.grading $(ARGS)

bench-site:  ## bytes, requests and speed of the site in a real browser
	@$(RUN) python -m tools.bench.site $(ARGS)
	@$(RUN) python -m tools.bench.site_live

coursework:  ## what an instructor hands out, in build/coursework (COHORT=2027 changes the data)
	@$(RUN) python -m coursework make $(if $(COHORT),--cohort $(COHORT)) $(ARGS)

clean:  ## remove what the tools made (the environment too)
	rm -rf build .venv .venv-* .uv .pytest_cache .hypothesis
