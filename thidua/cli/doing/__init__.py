"""What the commands do, one function for each; how they are called and what their help says stands one floor up."""
