"""The grading engine: two kernels a submission that share nothing but a socket."""
