#!/bin/sh
# Puts Chromium and a Chinese font on a Debian machine; elsewhere the browser tests skip.
set -eu

has_font() { command -v fc-list >/dev/null 2>&1 && [ -n "$(fc-list :lang=zh)" ]; }

if command -v chromium >/dev/null 2>&1 && has_font; then
    exit 0
fi
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    echo "SKIP browser: Chromium is absent and can only be installed as root on Debian"
    exit 0
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -q >/dev/null
apt-get install -q -y --no-install-recommends chromium fontconfig fonts-noto-cjk >/dev/null ||
    echo "SKIP browser: apt could not install chromium"
