"""The statistical forms that are prescribed."""
