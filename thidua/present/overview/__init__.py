"""The overall assessment (Đánh giá chung): what the first page says before any figure stands in a table."""
