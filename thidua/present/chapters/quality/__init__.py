"""What the quality report says of the files that were sent."""

from thidua.present.chapters.quality.inbox import Answer, Quality, SentFile, read_quality

__all__ = ["Answer", "Quality", "SentFile", "read_quality"]
