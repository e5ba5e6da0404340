"""Writing one analysis in the JSON form of the reference files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from itertools import islice, product
from time import perf_counter
from typing import Any

from netzwerkstatt.insight.engine import (
    IntermediateSolution,
    Model,
    NoSolution,
    Remainders,
    SearchLimits,
    Solution,
    TermMemberships,
    TruthTable,
    build_truth_table,
    condition_fits,
    conservative_solution,
    contradictory_assumptions,
    easy_counterfactuals,
    intermediate_solution,
    irredundant_models,
    model_fit,
    parsimonious_solution,
    simplifying_assumptions,
)
from netzwerkstatt.insight.engine.robustness import Solve
from netzwerkstatt.insight.qca_files.disjunctions import write_disjunctions
from netzwerkstatt.insight.qca_files.numbers import rounded
from netzwerkstatt.insight.qca_files.reading import Question
from netzwerkstatt.insight.qca_files.robustness import write_robustness

Record = dict[str, Any]

SOLUTIONS = ("conservative", "parsimonious", "intermediate")
"""The parts of a result that may not exist; then they have an `error`."""


@dataclass(frozen=True)
class FileLimits:
    """search: of the engine. irredundant_listed: irredundant models written out at most. rows_listed: row
    numbers of remainders written out at most. detailed: models and pairs whose remainders are written.
    contradictions: pairs of models for the outcome and its negation that are compared. counting: steps spent
    on counting remainders that are too many to list (n is null if they do not suffice). disjunctions: looked at
    as necessary conditions at most.
    """

    search: SearchLimits
    irredundant_listed: int
    rows_listed: int
    detailed: int
    contradictions: int
    counting: int
    disjunctions: int

    def with_search(self, search: SearchLimits) -> FileLimits:
        return replace(self, search=search)


class _Writer:
    """One analysis under way."""

    def __init__(self, question: Question, limits: FileLimits) -> None:
        self.question = question
        self.cases = question.cases
        self.limits = limits
        self.table = build_truth_table(question.cases, question.cut_offs)
        self.memberships = TermMemberships(question.cases)
        self.text = cache(question.cases.space.text)
        self._parsimonious: Solution | NoSolution | None = None

    def parsimonious(self) -> Solution:
        """Several parts of the result need it; it is computed once. Raises NoSolution."""
        if self._parsimonious is None:
            try:
                self._parsimonious = parsimonious_solution(self.table, self.limits.search)
            except NoSolution as reason:
                self._parsimonious = reason
        if isinstance(self._parsimonious, NoSolution):
            raise self._parsimonious
        return self._parsimonious

    def models(self, models: Sequence[Model]) -> list[Record]:
        return [self.model(model) for model in models]

    def model(self, model: Model) -> Record:
        fit = model_fit(model, self.memberships)
        return {
            "terms": [self.text(term) for term in model],
            "inclS": rounded(fit.fit.incl_s),
            "PRI": rounded(fit.fit.pri),
            "covS": rounded(fit.fit.cov_s),
            "term_fit": [
                {
                    "term": self.text(term.term),
                    "inclS": rounded(term.fit.incl_s),
                    "PRI": rounded(term.fit.pri),
                    "covS": rounded(term.fit.cov_s),
                    "covU": rounded(term.cov_u),
                }
                for term in fit.terms
            ],
        }

    def remainders(self, model: Model) -> Record:
        return _remainders(
            simplifying_assumptions(
                model, self.table, rows_listed=self.limits.rows_listed, steps=self.limits.counting
            )
        )


def analyse(question: Question, limits: FileLimits) -> Record:
    """The whole result of one case, in the fields of the reference form."""
    writer = _Writer(question, limits)
    cases, table, record = question.cases, writer.table, question.record
    result: Record = {
        name: record[name]
        for name in ("id", "data_file", "type", "outcome", "negated", "conditions", "params")
        if name in record
    }
    result["n_cases_used"] = len(cases.names)
    result["n_cases_dropped_missing"] = len(cases.dropped)
    result["cases_dropped_missing"] = list(cases.dropped)
    result["cases_exactly_05"] = len(table.undecided)
    result["truth_table"] = _truth_table(table)
    result["n_remainders"] = table.unobserved
    result["necessity"] = _necessity(writer)
    search = limits.search
    result["conservative"] = _timed(lambda: _solution(writer, conservative_solution(table, search)))
    result["parsimonious"] = _timed(lambda: _parsimonious(writer))
    result["parsimonious_all_irredundant"] = _timed(lambda: _irredundant(writer))
    result["contradictory_simplifying_assumptions"] = _timed(lambda: _contradictions(writer))
    if question.expectations is not None:
        result["intermediate"] = _timed(lambda: _intermediate(writer))
    if question.disjunctions is not None:
        result["necessary_disjunctions"] = write_disjunctions(
            cases, question.disjunctions, most=limits.disjunctions, text=writer.text
        )
    if question.alternatives is not None:
        result["robustness"] = _robustness(writer)
    result["software"] = software()
    result["limits"] = {
        "models": search.listed,
        "steps": search.steps,
        "pairs": search.pairs,
        "primes": search.primes,
    }
    return result


def software() -> Record:
    """What a result was made with."""
    try:
        return {"netzwerkstatt": version("netzwerkstatt")}
    except PackageNotFoundError:
        return {"netzwerkstatt": "ohne Versionsangabe"}


def _timed(work: Callable[[], Record]) -> Record:
    """The result with its seconds, or why there is none."""
    start = perf_counter()
    try:
        result = work()
    except NoSolution as reason:
        result = {"n_models": 0, "models": [], "error": str(reason)}
    return {**result, "seconds": round(perf_counter() - start, 4)}


def _truth_table(table: TruthTable) -> list[Record]:
    return [
        {
            "row": table.space.row_number(row.code),
            "config": list(table.space.decode(row.code)),
            "out": row.out,
            "n": len(row.cases),
            "incl": rounded(row.fit.incl_s),
            "pri": rounded(row.fit.pri),
            "cases": list(row.cases),
        }
        for row in table.rows
    ]


def _necessity(writer: _Writer) -> list[Record]:
    return [
        {
            "condition": writer.text(fit.literal),
            "inclN": rounded(fit.necessity.incl_n),
            "covN": rounded(fit.necessity.cov_n),
            "RoN": rounded(fit.necessity.ron),
            "inclS": rounded(fit.sufficiency.incl_s),
            "covS": rounded(fit.sufficiency.cov_s),
            "PRI": rounded(fit.sufficiency.pri),
        }
        for fit in condition_fits(writer.cases)
    ]


def _solution(writer: _Writer, solution: Solution) -> Record:
    return {
        "n_models": solution.count,
        "n_models_is": solution.count_is,
        "models_complete": solution.complete,
        "minimal_size_proven": solution.size_proven,
        "size": solution.size,
        "size_at_least": solution.size_at_least,
        "essential": [writer.text(term) for term in solution.essential],
        "prime_implicants": [writer.text(term) for term in solution.terms],
        "n_prime_implicants_of_chart": len(solution.prime_implicants),
        "models": writer.models(solution.models),
    }


def _parsimonious(writer: _Writer) -> Record:
    solution = writer.parsimonious()
    result = _solution(writer, solution)
    for model, record in zip(solution.models[: writer.limits.detailed], result["models"], strict=False):
        record["simplifying_assumptions"] = writer.remainders(model)
    return result


def _irredundant(writer: _Writer) -> Record:
    limits = replace(writer.limits.search, listed=writer.limits.irredundant_listed)
    models = irredundant_models(writer.parsimonious().prime_implicants, writer.table, limits)
    if models is None:
        return {
            "n_models": None,
            "n_models_at_least": limits.listed + 1,
            "models": [],
            "note": f"Mehr als {limits.listed} Modelle ohne überflüssigen Term: nicht aufgeführt.",
        }
    return {
        "n_models": len(models),
        "models": [[writer.text(term) for term in model] for model in models],
    }


def _contradictions(writer: _Writer) -> Record:
    """Remainders claimed by a parsimonious model of the outcome and by one of its negation, pair by pair.

    Both under the same cut-offs. Pairs that share none are examined but not written.
    """
    limits, table = writer.limits, writer.table
    absence = replace(writer.cases, outcome=tuple(1 - value for value in writer.cases.outcome))
    opposite = build_truth_table(absence, table.cut_offs)
    models = writer.parsimonious().models
    counter_models = parsimonious_solution(opposite, limits.search).models
    pairs = list(islice(product(models, counter_models), limits.contradictions))
    named = []
    for model, counter in pairs:
        shared = contradictory_assumptions(
            model, table, counter, opposite, rows_listed=limits.rows_listed, steps=limits.counting
        )
        if shared.count != 0:
            terms = {"model": list(map(writer.text, model)), "negated_model": list(map(writer.text, counter))}
            named.append({**terms, **_remainders(shared)})
    return {
        "n_pairs": len(models) * len(counter_models),
        "pairs_examined": len(pairs),
        "contradictory": named,
    }


def _intermediate(writer: _Writer) -> Record:
    expectations = writer.question.expectations
    assert expectations is not None
    solution = intermediate_solution(writer.table, expectations, writer.limits.search)
    return {
        "dir_exp": writer.question.dir_exp,
        "n_models": solution.count,
        "n_models_is": solution.count_is,
        "models_complete": solution.complete,
        "pairs_examined": solution.pairs_examined,
        "models": writer.models(solution.models),
        "by_pair": _by_pair(writer, solution),
    }


def _robustness(writer: _Writer) -> Record:
    """Each kind of solution on its own: one may be robust where another is not."""
    question, search = writer.question, writer.limits.search
    expectations = question.expectations
    kinds: dict[str, Solve] = {
        "conservative": lambda table: conservative_solution(table, search),
        "parsimonious": lambda table: parsimonious_solution(table, search),
    }
    if expectations is not None:
        kinds["intermediate"] = lambda table: intermediate_solution(table, expectations, search)
    return {
        kind: write_robustness(
            writer.cases,
            question.cut_offs,
            list(question.alternatives or ()),
            solve,
            listed=writer.limits.detailed,
            text=writer.text,
        )
        for kind, solve in kinds.items()
    }


def _by_pair(writer: _Writer, solution: IntermediateSolution) -> Record:
    """C1P1, C1P2, … as in the reference form; the numbering is this engine's.

    At most `detailed` entries with at most `detailed` solutions each; `pairs_examined` and `n_solutions` say
    how many there are.
    """
    pairs: Record = {}
    conservative = {pair.conservative: 0 for pair in solution.pairs}
    names = {model: f"C{number}" for number, model in enumerate(conservative, start=1)}
    parsimonious: dict[Model, str] = {}
    for pair in solution.pairs:
        easy = easy_counterfactuals(
            pair, writer.table, rows_listed=writer.limits.rows_listed, steps=writer.limits.counting
        )
        for model in pair.parsimonious():
            if len(pairs) == writer.limits.detailed:
                return pairs
            p_name = parsimonious.setdefault(model, f"P{len(parsimonious) + 1}")
            pairs[names[pair.conservative] + p_name] = {
                "p_sol": [writer.text(term) for term in model],
                "easy_counterfactuals": None if easy.rows is None else list(easy.rows),
                "n_easy_counterfactuals": easy.count,
                "n_solutions": pair.count,
                "solutions": [
                    [writer.text(term) for term in found]
                    for found in islice(pair.models(), writer.limits.detailed)
                ],
            }
    return pairs


def _remainders(remainders: Remainders) -> Record:
    return {
        "n": remainders.count,
        "rows": None if remainders.rows is None else list(remainders.rows),
    }
