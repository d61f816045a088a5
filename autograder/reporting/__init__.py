"""Reports on graded submissions: pages for the browser, tables for the terminal."""
