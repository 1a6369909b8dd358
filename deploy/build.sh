#!/usr/bin/env bash
# Builds a program as it is shipped and prints its path: deploy/build.sh [PRODUCT], steerco unless said. Its symbols, for a
# debugger or a backtrace, are in PRODUCT.debug beside it.
#
# One file that starts fast (docs/decisions/0010-one-binary.md): the C libraries are inside but for libc, which is
# always there, and libcurl, which is loaded when something is first delivered. Needs what setup.sh installs.
set -euo pipefail
cd "$(dirname "$0")/.."
product=${1:-steerco}

# The linker takes what it finds first: a folder with nothing but the archives.
archives="$PWD/.build/archives"
mkdir -p "$archives"
for library in sqlite3 edit expat csv tinfo bsd md nettle stdc++; do
    ln -sf "$(clang -print-file-name="lib$library.a")" "$archives/lib$library.a"
done
ln -sf "$(clang -print-file-name=libgcc_eh.a)" "$archives/libgcc_s.a"
# An allocator for threads that free what others made: a request is read on one thread and answered from another. As an
# object: what comes from an archive is hidden from libc and from libraries loaded later, which must find the same one. Weak,
# since the C++ runtime has operators new and delete as well.
"$(clang -print-prog-name=ld.lld)" -r --whole-archive "$(clang -print-file-name=libjemalloc_pic.a)" \
    -o "$archives/jemalloc.o"
"$(clang -print-prog-name=llvm-objcopy)" --weaken "$archives/jemalloc.o"
# Foundation's ICU without the data of every language (no-locale-data.c); the data's name holds ICU's version.
static="$(swiftc -static-stdlib -print-target-info | sed -n 's/.*"runtimeResourcePath": "\(.*\)".*/\1/p')"
data="$("$(clang -print-prog-name=llvm-nm)" "$static/linux/lib_FoundationICU.a" 2>/dev/null | grep -o 'icudt[0-9]*_dat' | head -n 1 || true)"
clang -c "-DDATA=__wrap_${data:?where is the data of ICU}" deploy/no-locale-data.c -o "$archives/no-locale-data.o"

flags=(
    -c release --static-swift-stdlib --product "$product"
    # Types are found by their accessors: by name, each costs a walk over every conformance there is.
    -Xswiftc -Xfrontend -Xswiftc -disable-concrete-type-metadata-mangled-name-accessors
    -Xswiftc -use-ld=lld -Xlinker "-L$archives" -Xlinker --as-needed -Xlinker -ltinfo -Xlinker -lbsd -Xlinker -lmd
    -Xlinker "$archives/jemalloc.o" -Xlinker "$archives/no-locale-data.o" -Xlinker "--wrap=$data"
    # Relocations in short form, and no table of names for libraries that will never be loaded.
    -Xlinker -z -Xlinker pack-relative-relocs -Xlinker --no-export-dynamic
)
swift build "${flags[@]}" >&2
built="$(swift build "${flags[@]}" --show-bin-path)/$product"
# Symbols and what debuggers read are more than half of the file, and nothing that runs needs them.
program="$PWD/.build/shipped/$product"
mkdir -p "$PWD/.build/shipped"
objcopy="$(clang -print-prog-name=llvm-objcopy)"
"$objcopy" --only-keep-debug "$built" "$program.debug"
( cd "$PWD/.build/shipped" && "$objcopy" --strip-all --add-gnu-debuglink="$product.debug" "$built" "$product" )
# Weak symbols give way silently: is the allocator really there for everybody?
"$(clang -print-prog-name=llvm-nm)" -D "$program" | grep ' malloc$' >/dev/null || { echo "jemalloc was not linked in" >&2; exit 1; }
echo "$program"
