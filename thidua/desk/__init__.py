"""The desk: where an analyst explores the data, in JupyterLab, and can change nothing that readers get.

`lab` lays copies of the notebooks into the folder ``desk/`` of the project and opens JupyterLab over that folder alone.
"""
