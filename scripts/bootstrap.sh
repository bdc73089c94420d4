#!/bin/sh
# Builds .venv from requirements/NAME.txt, every package checked against its hash.
# Usage: sh scripts/bootstrap.sh NAME…   A second call with unchanged files does nothing.
set -eu
cd "$(dirname "$0")/.."
venv=.venv

say() { printf '%s\n' "$*" >&2; }

find_python() {
    for name in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
        if command -v "$name" >/dev/null 2>&1 &&
            "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
    say "没有找到 Python 3.11 或更新的版本，请先安装 python3（≥ 3.11），再重新运行。"
    say "No Python 3.11 or newer was found; install python3 (3.11 or newer) and run this again."
    exit 2
}

# Debian ships python3 without the part that puts pip into a new environment.
ensure_venv_module() {
    "$1" -c 'import ensurepip, venv' 2>/dev/null && return
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        say "正在安装 python3-venv（Debian 的 python3 不含此部分）…"
        { apt-get update -q && apt-get install -q -y python3-venv; } >/dev/null 2>&1 || true
        "$1" -c 'import ensurepip, venv' 2>/dev/null && return
    fi
    say "这个 Python 缺少 venv，请先运行：apt install python3-venv"
    say "This Python lacks venv; first run: apt install python3-venv"
    exit 2
}

make_venv() {
    "$venv/bin/python" -c 'import pip' 2>/dev/null && return
    python=$(find_python)
    ensure_venv_module "$python"
    say "正在建立运行环境 $venv …"
    rm -rf "$venv"
    "$python" -m venv "$venv"
}

# uv takes a fifth of pip's time. It does not read pip's settings, so a mirror named there is
# passed on; where uv cannot be had or fails, pip does the same work.
get_uv() {
    [ -x "$venv/bin/uv" ] && return
    "$venv/bin/python" -m pip install -q --disable-pip-version-check --require-hashes --only-binary :all: \
        -r requirements/uv.txt >/dev/null 2>&1
}

pip_mirror() {
    "$venv/bin/python" -m pip config get global.index-url 2>/dev/null ||
        "$venv/bin/python" -m pip config get :env:.index-url 2>/dev/null || true
}

install() {
    mirror=${UV_DEFAULT_INDEX:-$(pip_mirror)}
    [ -z "$mirror" ] || export UV_DEFAULT_INDEX="$mirror"
    if get_uv && "$venv/bin/uv" pip install -q --python "$venv/bin/python" \
        --require-hashes -r "$1"; then
        return
    fi
    say "uv 不可用，改用 pip 安装，需要多等一会儿…"
    "$venv/bin/python" -m pip install -q --disable-pip-version-check --require-hashes -r "$1" || {
        say "依赖没有装好：请检查网络或 pip 镜像设置，再重新运行。"
        say "The packages could not be installed; check the network or pip's mirror and run this again."
        exit 2
    }
}

write_entry() {
    cat >"$venv/bin/gongkai" <<'END'
#!/bin/sh
here=$(dirname "$(readlink -f "$0")")
exec "$here/python" "$here/../../manage.py" "$@"
END
    chmod +x "$venv/bin/gongkai"
}

make_venv
for name in "$@"; do
    file=requirements/$name.txt
    stamp=$venv/$name.stamp
    sum=$("$venv/bin/python" -c 'import hashlib, sys
print(hashlib.sha256(open(sys.argv[1], "rb").read()).hexdigest())' "$file")
    [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$sum" ] && continue
    say "正在安装 $file …"
    install "$file"
    printf '%s' "$sum" >"$stamp"
done
[ -x "$venv/bin/gongkai" ] || write_entry
