"""The project's own benchmarks: each measures the product beside something bare in one run."""

from gongkai.faces.jobs.benchmarks import (
    annual_report,
    consultation,
    foi_clock,
    foi_pages,
    import_records,
    log,
    pages,
    publish,
    read_plan,
    screening,
    search,
    visible,
)

BENCHMARKS = {
    "read_plan": read_plan.measure,
    "publish": publish.measure,
    "log": log.measure,
    "search": search.measure,
    "screening": screening.measure,
    "import_records": import_records.measure,
    "pages": pages.measure,
    "visible": visible.measure,
    "annual_report": annual_report.measure,
    "foi_clock": foi_clock.measure,
    "foi_pages": foi_pages.measure,
    "consultation": consultation.measure,
}
"""Name to function; a function returns what it measured, keys with their units."""
