"""Grades the notebooks of a course: builds them, runs submissions, reports a class."""
