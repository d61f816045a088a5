"""What goes wrong with a sandbox, as opposed to what goes wrong inside it."""


class SandboxError(RuntimeError):
    """The machine, the environment or the sandbox itself is at fault, no student."""
