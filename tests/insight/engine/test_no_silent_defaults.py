"""Every cut-off is an argument of whoever asks: none has a default, in the library or in the reading of files."""

from __future__ import annotations

import inspect
from importlib import import_module
from pkgutil import iter_modules

import pytest

from netzwerkstatt.insight import engine, qca_files

CUT_OFFS = {
    "alpha", "alternatives", "anchors", "audiences", "budget", "columns", "contradiction_cut", "contradictions",
    "cov_cut", "cut_offs", "expectations", "few", "idm", "incl_cut", "incl_cuts", "kind", "limits", "listed", "most",
    "n_cut", "n_cuts", "negated", "pri_cut", "pri_cuts", "ron_cut", "rows_listed", "size", "smallest", "steps",
    "thresholds", "total", "z",
}  # fmt: skip

WORK_LIMITS = {
    ("minimum_covers", "budget"): "what is left of a larger search; else the caller's own limit",
    ("solution_of", "budget"): "the same",
    ("solve_file", "limits"): "bounds the work, not the answer; every result states it",
}


def callables():
    for package in (engine, qca_files):
        for module in iter_modules(package.__path__, package.__name__ + "."):
            for name, thing in vars(import_module(module.name)).items():
                problem = isinstance(thing, type) and issubclass(thing, Exception)
                if callable(thing) and not problem and getattr(thing, "__module__", "") == module.name:
                    yield name, thing
    yield "solve_file", qca_files.solve_file
    yield "calibrate_file", qca_files.calibrate_file


def with_default():
    for name, thing in callables():
        for parameter in inspect.signature(thing).parameters.values():
            if parameter.default is not parameter.empty:
                yield name, parameter.name


def test_no_cut_off_has_a_default():
    silent = {found for found in with_default() if found[1] in CUT_OFFS} - set(WORK_LIMITS)
    assert silent == set()


def test_the_exceptions_still_exist():
    assert set(WORK_LIMITS) <= set(with_default())


@pytest.mark.parametrize(
    "name", ["calibrate_logistic", "build_truth_table", "necessary_disjunctions", "contrasts"]
)
def test_leaving_a_cut_off_out_is_an_error(name):
    with pytest.raises(TypeError, match="missing"):
        getattr(engine, name)([])
