"""Illustrative data: what eight districts and six provincial departments might have sent, 2016 to 2023.

Every name and count is invented; `python -m thidua.illustrative` writes the files, and nothing else imports this
package.
"""
