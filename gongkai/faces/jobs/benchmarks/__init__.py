"""The project's own benchmarks: each measures the product beside something bare in one run."""

from gongkai.faces.jobs.benchmarks import log, publish, read_plan, search

BENCHMARKS = {
    "read_plan": read_plan.measure,
    "publish": publish.measure,
    "log": log.measure,
    "search": search.measure,
}
"""Name to function; a function returns what it measured, keys with their units."""
