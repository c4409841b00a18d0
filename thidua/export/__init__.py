"""Export: an executed notebook as HTML and PDF; `exporters` registers both with nbconvert."""
