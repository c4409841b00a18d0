"""Drawing: the forms of chart, each from plain values to SVG; what a chart shows is decided in the chapters."""
