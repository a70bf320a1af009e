#!/bin/sh
# Print the first Python that runs and is 3.11 or newer; else `python3`, which then says what is missing.
for python in python3 python3.13 python3.12 python3.11 python; do
    if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
        echo "$python"
        exit 0
    fi
done
echo python3
