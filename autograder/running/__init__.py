"""Grades whole classes: many at a time, one writer, resumable at any moment."""
