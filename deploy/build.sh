#!/usr/bin/env bash
# Builds a program as it is shipped and prints its path: deploy/build.sh [PRODUCT], steerco unless said.
#
# One file that starts fast (docs/decisions/0010-one-binary.md): the C libraries are inside but for libc, which is
# always there, and libcurl, which is loaded when something is first delivered. Needs what setup.sh installs.
set -euo pipefail
cd "$(dirname "$0")/.."
product=${1:-steerco}

# The linker takes what it finds first: a folder with nothing but the archives.
archives="$PWD/.build/archives"
mkdir -p "$archives"
for library in sqlite3 edit tinfo bsd md nettle stdc++; do
    ln -sf "$(clang -print-file-name="lib$library.a")" "$archives/lib$library.a"
done
ln -sf "$(clang -print-file-name=libgcc_eh.a)" "$archives/libgcc_s.a"
# An allocator for threads that free what others made: a request is read on one thread and answered from another. As an
# object: what comes from an archive is hidden from libc and from libraries loaded later, which must find the same one. Weak,
# since the C++ runtime has operators new and delete as well.
"$(clang -print-prog-name=ld.lld)" -r --whole-archive "$(clang -print-file-name=libjemalloc_pic.a)" \
    -o "$archives/jemalloc.o"
"$(clang -print-prog-name=llvm-objcopy)" --weaken "$archives/jemalloc.o"

flags=(
    -c release --static-swift-stdlib --product "$product"
    # Types are found by their accessors: by name, each costs a walk over every conformance there is.
    -Xswiftc -Xfrontend -Xswiftc -disable-concrete-type-metadata-mangled-name-accessors
    -Xswiftc -use-ld=lld -Xlinker "-L$archives" -Xlinker --as-needed -Xlinker -ltinfo -Xlinker -lbsd -Xlinker -lmd
    -Xlinker "$archives/jemalloc.o"
    # Relocations in short form, and no table of names for libraries that will never be loaded.
    -Xlinker -z -Xlinker pack-relative-relocs -Xlinker --no-export-dynamic
)
swift build "${flags[@]}" >&2
program="$(swift build "${flags[@]}" --show-bin-path)/$product"
# Weak symbols give way silently: is the allocator really there for everybody?
"$(clang -print-prog-name=llvm-nm)" -D "$program" | grep ' malloc$' >/dev/null || { echo "jemalloc was not linked in" >&2; exit 1; }
echo "$program"
