"""Puts a sender's text right where that is certain."""
