"""What Typst is told of the pages: how wide columns are, how large letters, and what stands where."""
