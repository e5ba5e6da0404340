"""Side by side: this engine, setqca and pyqca on the same generated cases, in one run.

    python benchmarks/engine/run.py [--quick] [--seeds 3] [--limit 60]

Every measurement runs in a process of its own that is stopped after `--limit` seconds of processor time. The time
is the processor time of the work alone (data in, all models out, with fit), without starting Python, so that
other work on the machine counts little; the memory peak is that of the whole process, Python and libraries
included. Prints a Markdown table.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import random
import resource
import signal
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

CASES = 50
INCL = 0.8
SOLUTIONS = ("conservative", "parsimonious", "intermediate")
SOURCE = Path(__file__).resolve().parents[2] / "src"

Rows = list[list[float]]


@dataclass(frozen=True)
class Workload:
    """kind: cs or fs. outcome: `random` (each outcome is drawn; no order to be found, the hardest case) or
    `paths` (three paths of two conditions, 8 % of the cases deviating, as a study hopes for).
    """

    kind: str
    conditions: int
    outcome: str
    goal: str


WORKLOADS = (
    Workload("cs", 12, "paths", "0.2 each"),
    Workload("cs", 12, "random", "0.2 each"),
    Workload("fs", 8, "paths", "0.5 each"),
    Workload("fs", 8, "random", "0.5 each"),
    Workload("fs", 12, "paths", "2 together"),
    Workload("fs", 12, "random", "2 together"),
    Workload("fs", 16, "paths", "5 together"),
    Workload("fs", 16, "random", "5 together"),
    Workload("fs", 20, "paths", "10 together"),
    Workload("fs", 20, "random", "10 together"),
)


def generate(kind: str, conditions: int, outcome: str, seed: int) -> tuple[list[str], Rows, list[float]]:
    """Names, memberships and outcomes of 50 cases; fuzzy memberships are logistic, so mostly far from 0.5."""
    chance = random.Random(f"{kind}-{conditions}-{outcome}-{seed}")

    def membership() -> float:
        if kind == "cs":
            return float(chance.random() < 0.5)
        value = round(1 / (1 + math.exp(-6.5 * (chance.random() * 2 - 1))), 2)
        return 0.51 if value == 0.5 else value  # setqca refuses cases at exactly 0.5

    rows = [[membership() for _ in range(conditions)] for _ in range(CASES)]
    names = [f"K{i:02}" for i in range(1, conditions + 1)]
    if outcome == "random":
        return names, rows, [membership() for _ in rows]
    paths = [[(i, chance.random() < 0.6) for i in chance.sample(range(conditions), 2)] for _ in range(3)]
    results = []
    for row in rows:
        value = max(min(row[i] if present else 1 - row[i] for i, present in path) for path in paths)
        if chance.random() < 0.08:
            value = 1 - value
        if kind == "fs":
            value = min(1.0, max(0.0, round(value + chance.gauss(0, 0.08), 2)))
        results.append(value)
    return names, rows, results


def run_netzwerkstatt(kind: str, names: list[str], rows: Rows, outcome: list[float]) -> dict[str, Any]:
    sys.path.insert(0, str(SOURCE))
    engine: Any = import_module("netzwerkstatt.insight.engine")
    limits = import_module("netzwerkstatt.insight.qca_files").COMMAND_LIMITS.search
    cases = engine.prepare_cases(
        [str(i) for i in range(len(rows))], rows, outcome, conditions=names, kind=kind, negated=False
    )
    table = engine.build_truth_table(cases, engine.CutOffs(INCL, INCL, 0.0, 1))
    expectations = {name: frozenset([1]) for name in names}
    memberships = engine.TermMemberships(cases)

    def measured(solve: Callable[[], Any]) -> dict[str, Any]:
        start = time.process_time()
        solution = solve()
        for model in solution.models:
            engine.model_fit(model, memberships)
        sign = "" if solution.count_is == "exact" else "≥ "
        return {"seconds": time.process_time() - start, "models": f"{sign}{solution.count}"}

    return {
        "conservative": measured(lambda: engine.conservative_solution(table, limits)),
        "parsimonious": measured(lambda: engine.parsimonious_solution(table, limits)),
        "intermediate": measured(lambda: engine.intermediate_solution(table, expectations, limits)),
    }


def run_setqca(kind: str, names: list[str], rows: Rows, outcome: list[float]) -> dict[str, Any]:
    """One call gives all three; the time is that of the call."""
    pandas, setqca = import_module("pandas"), import_module("setqca")
    frame = pandas.DataFrame(rows, columns=names).assign(Y=outcome)
    model = (setqca.CSQCA if kind == "cs" else setqca.FSQCA)(
        consistency=INCL,
        pri=0.0,
        frequency=1,
        max_solutions=10_000,
        directional_expectations=dict.fromkeys(names, "+"),
    )
    start = time.process_time()
    result = model.fit(frame, outcome="Y", conditions=names)
    seconds = time.process_time() - start
    return {name: {"seconds": seconds, "models": str(len(getattr(result, name) or ()))} for name in SOLUTIONS}


def run_pyqca(kind: str, names: list[str], rows: Rows, outcome: list[float]) -> dict[str, Any]:
    """One call gives all three, one model each; the time is that of the call."""
    pandas, qca = import_module("pandas"), import_module("qca")
    frame = pandas.DataFrame(rows, columns=names).assign(Y=outcome)
    start = time.process_time()
    model = (qca.CSQCA if kind == "cs" else qca.FSQCA)(frame, "Y", names)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model.fit(
            consistency_threshold=INCL, frequency_cutoff=1, directional_expectations=dict.fromkeys(names, 1)
        )
    seconds = time.process_time() - start
    return {name: {"seconds": seconds, "models": "1"} for name in SOLUTIONS}


TOOLS = {"netzwerkstatt": run_netzwerkstatt, "setqca": run_setqca, "pyqca": run_pyqca}


def work(tool: str, workload: Workload, seed: int, limit: float) -> None:
    """The child process: print the measurements and the memory peak as JSON."""
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(limit), math.ceil(limit) + 5))
    names, rows, outcome = generate(workload.kind, workload.conditions, workload.outcome, seed)
    result = TOOLS[tool](workload.kind, names, rows, outcome)
    result["megabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(result))


def measure(tool: str, number: int, seed: int, limit: float) -> dict[str, Any] | str:
    """The result of a child process, or why there is none."""
    command = [sys.executable, __file__, "--child", tool, str(number), str(seed), str(limit)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        return f"> {limit:.0f}"
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1:] or ["?"]
        return "not installed" if "ModuleNotFoundError" in last[0] else f"error: {last[0][:60]}"
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def row_of(workload: Workload, tool: str, seeds: int, number: int, limit: float) -> str:
    """Median and maximum over the seeds; a tool that fails on the first seed is not asked again."""
    results: list[dict[str, Any]] = []
    for seed in range(1, seeds + 1):
        result = measure(tool, number, seed, limit)
        if isinstance(result, str):
            cells = [result] * 3 + ["", ""]
            break
        results.append(result)
    else:
        cells = [_times(results, name) for name in SOLUTIONS]
        cells.append("; ".join(result["parsimonious"]["models"] for result in results))
        cells.append("; ".join(result["intermediate"]["models"] for result in results))
    memory = f"{max(result['megabytes'] for result in results):.0f}" if results else ""
    what = f"{workload.kind}, k = {workload.conditions}, {workload.outcome}"
    return f"| {what} | {workload.goal} | {tool} | {' | '.join(cells)} | {memory} |"


def _times(results: list[dict[str, Any]], name: str) -> str:
    times = sorted(result[name]["seconds"] for result in results)
    middle = times[len(times) // 2]
    return f"{middle:.3f} ({times[-1]:.3f})"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--limit", type=float, default=60.0, help="seconds of processor time per measurement")
    parser.add_argument("--quick", action="store_true", help="this engine only")
    parser.add_argument("--child", nargs=4, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.child:
        tool, number, seed, limit = arguments.child
        work(tool, WORKLOADS[int(number)], int(seed), float(limit))
        return
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {CASES} cases, inclusion {INCL}\n")
    print(
        "| work | goal (s) | tool | conservative | parsimonious | intermediate | P models | I models | MB |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    for number, workload in enumerate(WORKLOADS):
        for tool in ["netzwerkstatt"] if arguments.quick else TOOLS:
            print(row_of(workload, tool, arguments.seeds, number, arguments.limit), flush=True)


if __name__ == "__main__":
    main()
