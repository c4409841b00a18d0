"""Chapters: what the reports say of one subject each, as tables, charts and sentences."""
