"""Illustrative data of today: what the senders of Thái Nguyên might have sent from 2024 to June 2026.

Districts and departments of two provinces until June 2025, then 92 communes and wards and ten departments of one. Every
name and count is invented; `python -m thidua.illustrative.today` writes the files.
"""
