"""The runner: plan the editions, execute each notebook, judge it, publish it."""

from thidua.run.build import Outcome, build_edition
from thidua.run.plan import Edition, plan_editions
from thidua.run.reports import FORMATS, ReportSettings, read_reports

__all__ = ["FORMATS", "Edition", "Outcome", "ReportSettings", "build_edition", "plan_editions", "read_reports"]
