"""The calculating part of insight: cross-case analysis without Django, frozen values in, values out.

Qualitative Comparative Analysis, in the order of the work:

1. `calibration`: raw values → memberships (`calibrate_crisp`, `calibrate_logistic`, `calibrate_linear`);
2. `cases`: `prepare_cases` checks them and drops cases with missing values, by name;
3. `necessity`: `condition_fits`, `necessary_disjunctions`;
4. `truth_table`: `build_truth_table` under `CutOffs`;
5. `solutions`, `intermediate`: `conservative_solution`, `parsimonious_solution`, `intermediate_solution`,
   each with all models of minimal size within `SearchLimits`, and the assumptions they rest on;
6. `fit`: `model_fit` for terms and models;
7. `robustness`: the same under other cut-offs.

`descriptive` and `intervals` hold frequencies, co-occurrence, ways tried and what came of them, time lines,
contrasts and the gap map's words; `agreement` how far coders agree. Every cut-off and every limit is an argument; none has a default. What
could not be settled within a limit says so in its result. Methods and sources: docs/method/qca.md.
"""

from netzwerkstatt.insight.engine.agreement import Agreement, alpha_from_counts, krippendorff_alpha
from netzwerkstatt.insight.engine.calibration import (
    Anchors,
    calibrate_crisp,
    calibrate_linear,
    calibrate_logistic,
)
from netzwerkstatt.insight.engine.cases import (
    AnalysisError,
    CaseTable,
    Cube,
    Kind,
    Space,
    prepare_cases,
)
from netzwerkstatt.insight.engine.covers import SearchLimits
from netzwerkstatt.insight.engine.descriptive import (
    Attempt,
    Contrast,
    CoOccurrence,
    Frequency,
    Period,
    WayOutcome,
    co_occurrences,
    co_occurrences_from_counts,
    contrast_word,
    contrasts,
    contrasts_from_counts,
    frequencies,
    frequencies_from_counts,
    gap_map,
    gap_word,
    time_line,
    time_line_from_counts,
    ways_by_outcome,
    ways_from_counts,
)
from netzwerkstatt.insight.engine.fit import (
    ModelFit,
    Necessity,
    Sufficiency,
    TermFit,
    TermMemberships,
    model_fit,
    necessity_fit,
    sufficiency_fit,
)
from netzwerkstatt.insight.engine.intermediate import (
    Expectations,
    IntermediatePair,
    IntermediateSolution,
    easy_counterfactuals,
    intermediate_solution,
)
from netzwerkstatt.insight.engine.intervals import Share, fisher_exact, holm, wilson_share
from netzwerkstatt.insight.engine.necessity import (
    ConditionFit,
    DisjunctionFit,
    condition_fits,
    count_disjunctions,
    necessary_disjunctions,
)
from netzwerkstatt.insight.engine.robustness import (
    RobustCore,
    Robustness,
    Variant,
    check_robustness,
    cut_off_grid,
)
from netzwerkstatt.insight.engine.solutions import (
    BeyondLimits,
    Model,
    NoSolution,
    Remainders,
    Solution,
    conservative_solution,
    contradictory_assumptions,
    irredundant_models,
    parsimonious_primes,
    parsimonious_solution,
    simplifying_assumptions,
)
from netzwerkstatt.insight.engine.truth_table import (
    CutOffs,
    TruthTable,
    TruthTableRow,
    build_truth_table,
    count_rows_by_out,
)

__all__ = [
    "Agreement",
    "AnalysisError",
    "Anchors",
    "Attempt",
    "BeyondLimits",
    "CaseTable",
    "CoOccurrence",
    "ConditionFit",
    "Contrast",
    "Cube",
    "CutOffs",
    "DisjunctionFit",
    "Expectations",
    "Frequency",
    "IntermediatePair",
    "IntermediateSolution",
    "Kind",
    "Model",
    "ModelFit",
    "Necessity",
    "NoSolution",
    "Period",
    "Remainders",
    "RobustCore",
    "Robustness",
    "SearchLimits",
    "Share",
    "Solution",
    "Space",
    "Sufficiency",
    "TermFit",
    "TermMemberships",
    "TruthTable",
    "TruthTableRow",
    "Variant",
    "WayOutcome",
    "alpha_from_counts",
    "build_truth_table",
    "calibrate_crisp",
    "calibrate_linear",
    "calibrate_logistic",
    "check_robustness",
    "co_occurrences",
    "co_occurrences_from_counts",
    "condition_fits",
    "conservative_solution",
    "contradictory_assumptions",
    "contrast_word",
    "contrasts",
    "contrasts_from_counts",
    "count_disjunctions",
    "count_rows_by_out",
    "cut_off_grid",
    "easy_counterfactuals",
    "fisher_exact",
    "frequencies",
    "frequencies_from_counts",
    "gap_map",
    "gap_word",
    "holm",
    "intermediate_solution",
    "irredundant_models",
    "krippendorff_alpha",
    "model_fit",
    "necessary_disjunctions",
    "necessity_fit",
    "parsimonious_primes",
    "parsimonious_solution",
    "prepare_cases",
    "simplifying_assumptions",
    "sufficiency_fit",
    "time_line",
    "time_line_from_counts",
    "ways_by_outcome",
    "ways_from_counts",
    "wilson_share",
]
