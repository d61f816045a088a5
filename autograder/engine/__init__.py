"""The grading engine: two kernels a submission, one verdict, nothing shared but a socket."""
