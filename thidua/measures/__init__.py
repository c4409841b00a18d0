"""Measures: pure statistics. Values in, values out; no files, no clock, no pictures."""

from thidua.measures.counts import KINDS, award_counts, count_of, whole_counts, with_status
from thidua.measures.intervals import Share, wilson_share
from thidua.measures.shares import (
    ClassShare,
    RatioToCap,
    class_shares,
    honoured_share,
    share_of_advanced,
)
from thidua.measures.stage import part_of_stage

__all__ = [
    "KINDS",
    "ClassShare",
    "RatioToCap",
    "Share",
    "award_counts",
    "class_shares",
    "count_of",
    "honoured_share",
    "part_of_stage",
    "share_of_advanced",
    "whole_counts",
    "wilson_share",
    "with_status",
]
