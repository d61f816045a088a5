"""A sample class: submissions composed from answers whose points are known."""
