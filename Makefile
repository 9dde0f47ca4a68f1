# SPDX-License-Identifier: GPL-3.0-or-later
# A thin shell around CMake, for people: `make help` lists what it knows. Everything is built in build/<preset>.

# What Maru is built from and run with, as Debian 12 names it; what only the tests and the benchmark need; what only
# `make lint`, `make coverage`, `make mutants` and `make deb` need. Said here and nowhere else.
PACKAGES = build-essential cmake ninja-build pkg-config libsimgrid-dev libigraph-dev libhdf5-dev liblua5.4-dev \
    librandom123-dev libxxhash-dev libgsl-dev libcjson-dev libxml2-dev libcsv-dev libunistring-dev libnlopt-dev \
    libxlsxwriter-dev libminizip-dev libmd4c-dev libmd4c-html0-dev gnuplot-nox \
    libmicrohttpd-dev libsqlite3-dev libsodium-dev libqrencode-dev
TEST_PACKAGES = libcmocka-dev netcdf-bin python3-xarray python3-h5netcdf python3-netcdf4 python3-simpy python3-numpy \
    python3-openpyxl lua5.4 r-base-core r-cran-ncdf4
LINT_PACKAGES = clang-format clang-tidy cppcheck gcovr
MUTANT_PACKAGES = python3-clang
DEB_PACKAGES = dpkg-dev file
DEB_TEST_PACKAGES = mmdebstrap lintian
# What `make test-pages` needs: a browser, letters that Korean is written in, and Node.js, where there is none. Its packages
# from npm go into build/pages.
PAGE_PACKAGES = chromium-headless-shell fonts-nanum $(if $(shell command -v npm),,nodejs npm)
PAGE_MODULES = playwright-core@1 axe-core@4
# What `make test-slurm` needs: a Slurm that it starts and ends itself.
SLURM_PACKAGES = munge slurmctld slurmd slurm-client slurm-wlm-basic-plugins

MARU = build/release/maru
JOBS = $(shell nproc)
# For `make install`; DESTDIR stands before it.
PREFIX = /usr/local
# Debian's own Python: the one its python3-* packages are for.
PYTHON = /usr/bin/python3
C_FILES = $(shell find sim models lua analysis tests -name '*.c')
LUA_FILES = $(shell find lua scenarios tests -name '*.lua')
TIDY_FILES = $(filter-out tests/%,$(C_FILES))

.PHONY: help setup setup-test setup-lint setup-mutants setup-deb demo test soak robust reference pictures settings answers bench lint lint-format lint-lua lint-cppcheck \
    lint-tidy coverage mutants clean release release-tests tested-release sanitizers program install deb test-deb test-pages test-slurm
.DEFAULT_GOAL = help

help:
	@echo "make demo      sets up, builds, and compares three policies of 10,000 homes over a summer"
	@echo "make test      sets up, builds, and runs every test, in release and under the sanitizers"
	@echo "make soak      scripts and files with what does not belong there, whole seasons under the sanitizers, a hundred browsers: ROUNDS=1000 SEED=7"
	@echo "make robust    kills, stops and starves runs and studies at moments of chance: ROUNDS=200 SEED=1"
	@echo "make settings  moves every lever and setting, and the levers of every lesson, and says which change no result (an hour and a half); SETTINGS='--part 3' one in a hundred"
	@echo "make reference writes what scenarios/*.md say of every word and setting anew, as the program prints it"
	@echo "make pictures  draws the pictures of README.md and scenarios/README.md anew, from small runs (ten minutes); PICTURES='pest_leads'"
	@echo "make answers   how often what each scenario says holds where numbers are uncertain (hours); ANSWERS='--points 20 pest_leads'"
	@echo "make bench     measures speed against the budgets, and against programs that do the same"
	@echo "make lint      formatting, clang-tidy, cppcheck, Lua syntax; TIDY_FILES=... for some files only"
	@echo "make coverage  lines of C that the tests run"
	@echo "make mutants   small faults put into the C, and which of them no test notices; MUTANTS='--count 40 models/food'"
	@echo "make release   builds $(MARU)"
	@echo "make install   installs under PREFIX=$(PREFIX), which may be moved later; DESTDIR=... stands before it"
	@echo "make deb       makes a Debian package, build/maru_..._$$(dpkg --print-architecture).deb; make test-deb tries it in a fresh Debian"
	@echo "make setup     installs the Debian packages that are missing to build; make setup-test those for the tests"
	@echo "make test-pages pages of maru report, of a class and of maru explore in a browser: every width, keyboard, screen reader, print, and as they looked (eight minutes, the network); LOOKED=--renew"
	@echo "make test-slurm tries maru sweep --launcher slurm on a Slurm of one node, started for it (six minutes)"
	@echo "make clean     removes build/"

# Installs what is missing, and does not touch the network when nothing is.
define install
	@missing=$$(for package in $(1); do \
	    dpkg-query -W -f '$${db:Status-Status}' $$package 2>/dev/null | grep -qx installed || echo $$package; done); \
	test -z "$$missing" && exit 0; \
	as_root=$$(test "$$(id -u)" -eq 0 || echo sudo); \
	echo "installing" $$missing; \
	$$as_root apt-get update -qq && \
	$$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing
endef

setup:
	$(call install,$(PACKAGES))

setup-test: setup
	$(call install,$(TEST_PACKAGES))

setup-lint: setup-test
	$(call install,$(LINT_PACKAGES))

setup-mutants: setup-test
	$(call install,$(MUTANT_PACKAGES))

setup-deb: setup
	$(call install,$(DEB_PACKAGES))

build/%/build.ninja: CMakePresets.json | setup
	cmake --preset $*

release: setup build/release/build.ninja
	cmake --build --preset release

# Configured anew: a tree that was made for the demo has no tests, as long as what they need was not there.
release-tests sanitizers: setup-test
	cmake --preset $(@:-tests=)
	cmake --build --preset $(@:-tests=)

# The program with what `make test` runs in release.
tested-release: setup-test
	cmake --preset release
	cmake --build --preset release --target maru maru_documents seasons script_aids

# The program alone, without the tests.
program: setup build/release/build.ninja
	cmake --build --preset release --target maru maru_documents

install: program
	DESTDIR=$(DESTDIR) cmake --install build/release --prefix $(PREFIX)

deb: setup-deb program
	@rm -f build/maru_*.deb
	cpack --config build/release/CPackConfig.cmake -B build
	@rm -rf build/_CPack_Packages

test-deb: deb
	$(call install,$(DEB_TEST_PACKAGES))
	bash tests/package/try_deb.sh build/maru_*.deb

# The packages start nothing where services cannot be started; elsewhere they find no configuration, and end.
test-slurm: program
	$(call install,$(SLURM_PACKAGES))
	bash tests/cluster/test_slurm.sh $(MARU)

# A run, a comparison, a study of points and a comparison of many policies, each as a page.
PAGES = build/pages
MADE_PAGES = $(addprefix $(CURDIR)/$(PAGES)/,run.html compare.html robust.html front.html)
# Of the last one what the others have not; many policies make long pages.
SEEN_PAGES = $(MADE_PAGES:front.html=front.html:front,guesses,promises,curves)
# --renew takes the pages as they are now for the pictures that pages are compared with.
LOOKED =
test-pages: program
	$(call install,$(PAGE_PACKAGES))
	@mkdir -p $(PAGES)
	test -d $(PAGES)/node_modules/axe-core || npm install --prefix $(PAGES) --no-audit --no-fund --silent $(PAGE_MODULES)
	bash tests/pages/make_pages.sh $(MARU) . $(PAGES)
	NODE_PATH=$(CURDIR)/$(PAGES)/node_modules node tests/pages/golden.mjs tests/pages/golden $(LOOKED) $(SEEN_PAGES)
	NODE_PATH=$(CURDIR)/$(PAGES)/node_modules node tests/pages/check.mjs $(MADE_PAGES)
	NODE_PATH=$(CURDIR)/$(PAGES)/node_modules node tests/class/pages.mjs
	NODE_PATH=$(CURDIR)/$(PAGES)/node_modules node tests/explore/pages.mjs $(MARU) .

demo: program
	$(MARU) compare scenarios/pest_leads.lua

# Each test once (tests/CMakeLists.txt). One more at a time than there are processors: some of them mostly wait.
CTEST = ctest --parallel $(shell expr $(JOBS) + 1)
test: tested-release sanitizers
	$(CTEST) --preset sanitizers --label-exclude 'script|season'
	$(CTEST) --preset release --label-regex 'script|season'

# A round is 1,500 calls, done twice, and 10,000 damaged files. Under the sanitizers first.
ROUNDS = 100
SEED = 1
soak: release-tests sanitizers
	build/sanitizers/tests/test_lua_fuzz --rounds $(ROUNDS) --seed $(SEED)
	build/sanitizers/tests/test_fuzz_readers --count $(ROUNDS)0000 --seed $(SEED)
	build/release/tests/test_lua_fuzz --rounds $(ROUNDS) --seed $(SEED)
	cmake --build --preset sanitizers --target seasons
	MARU_THOROUGH=1 $(CTEST) --preset sanitizers --label-regex season
	MARU_THOROUGH=1 $(CTEST) --preset release
	$(PYTHON) tests/bench/class_load.py $(MARU) .

# A round is one attempt, and takes about a second. How one that failed is repeated: tests/contract/test_robust.py.
robust: release-tests
	$(PYTHON) tests/contract/test_robust.py $(MARU) . --rounds $(ROUNDS) --seed $(SEED)

# What pages say of the language, as the program prints it.
reference: program
	$(PYTHON) tests/contract/test_reference.py $(MARU) . --renew

pictures: program
	bash analysis/pictures.sh $(MARU) . $(PICTURES)

answers: program
	$(PYTHON) analysis/answers.py $(MARU) . $(ANSWERS)

SETTINGS = --all
settings: release-tests
	MARU_TEST_PRICE=. build/release/tests/test_prices
	$(PYTHON) tests/behaviour/test_lesson_levers.py $(MARU) . --all
	$(PYTHON) tests/contract/test_settings_matter.py $(MARU) . $(SETTINGS)
	$(PYTHON) tests/contract/test_branch.py $(MARU) . $(SETTINGS)

bench: release-tests
	$(PYTHON) tests/bench/bench.py build/release

lint: lint-format lint-lua lint-cppcheck lint-tidy

# Headers are laid out by hand, as the reference pages they are.
lint-format: setup-lint
	@clang-format --dry-run -Werror $(C_FILES) $(wildcard sim/engine/*.cpp)

lint-lua: setup-test
	@for file in $(LUA_FILES); do luac5.4 -p $$file || exit 1; done

# What is suppressed cppcheck 2.10 says wrongly, or clang-tidy says better.
lint-cppcheck: setup-lint
	cppcheck --quiet --error-exitcode=1 --enable=warning,performance,portability --inline-suppr -D_GNU_SOURCE -I. \
	    '-DcJSON_ArrayForEach(one,list)=while((one=(list)))' \
	    -j $(JOBS) --suppress=missingIncludeSystem --suppress=invalidPointerCast --suppress=returnDanglingLifetime \
	    --suppress=identicalInnerCondition --suppress=uninitvar sim models lua analysis

lint-tidy: setup-lint build/release/build.ninja
	@printf '%s\n' $(TIDY_FILES) | xargs -P $(JOBS) -n 4 clang-tidy --quiet -p build/release \
	    --extra-arg=-Wno-ignored-optimization-argument

coverage: setup-lint
	cmake --preset coverage
	cmake --build --preset coverage
	$(CTEST) --preset coverage --exclude-regex '^($(SCRIPTS))$$'
	gcovr --root . --exclude tests/ --exclude build/ --print-summary build/coverage

# tests/mutants/mutants.py says how; its options: --help.
mutants: setup-mutants
	$(PYTHON) tests/mutants/mutants.py --jobs $(JOBS) $(MUTANTS)

clean:
	rm -rf build
