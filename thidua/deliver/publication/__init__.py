"""The folder that one can show: what readers may see, by an allow-list, apart from the office's own `reports/`."""
