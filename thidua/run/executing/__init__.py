"""A notebook is executed: in a kernel of our own, within its limits, by a worker that ends with its runner."""
