#!/bin/sh
# What the browser tests need from the system: Chromium, and a font with Chinese. Installs them where
# apt and root allow; elsewhere says what is missing, and the tests on it are skipped and counted.
set -u

has_browser() {
    [ -n "${PARKMAP_CHROMIUM:-}" ] && return 0
    command -v chromium >/dev/null || command -v chromium-browser >/dev/null ||
        command -v google-chrome >/dev/null
}
has_font() { command -v fc-list >/dev/null && [ -n "$(fc-list :lang=zh-cn 2>/dev/null)" ]; }

missing=""
has_browser || missing="chromium"
has_font || missing="$missing fonts-noto-cjk"
missing=${missing# }
[ -n "$missing" ] || exit 0

if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    echo "parkmap: installing $missing for the browser tests"
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086 # two names are two arguments
    apt-get update -qq </dev/null >/dev/null &&
        apt-get install -y -qq --no-install-recommends $missing </dev/null >/dev/null && exit 0
    echo "parkmap: apt could not install $missing (see above)" >&2
fi
echo "parkmap: without $missing the browser tests are skipped; install it, or set PARKMAP_CHROMIUM"
