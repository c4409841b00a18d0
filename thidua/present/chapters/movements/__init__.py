"""The emulation movements launched."""
