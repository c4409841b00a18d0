"""Kernels that start in milliseconds: each is a real ipykernel in a process of its own, forked from a prepared one."""
