"""Run a command with DATABASE_URL naming a real PostgreSQL, made for it and removed after it.

`python -m tests.services.with_postgres COMMAND ...` ends with the command's own status, and
fails loudly where the server cannot be started: these tests are never skipped in silence.
"""

import os
import subprocess
import sys

from tests.services.servers import postgres_server


def main(command: list[str]) -> int:
    with postgres_server() as url:
        environment = os.environ | {"DATABASE_URL": url}
        return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
