"""The runner: plan the editions, execute each notebook, judge it, publish it."""
