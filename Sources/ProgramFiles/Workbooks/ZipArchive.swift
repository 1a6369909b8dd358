// A zip file from outside, read from memory and never beyond its bounds.

import CZip

/// The parts of a zip file.
struct ZipArchive: ~Copyable {
    /// What an archive may hold at most.
    struct Limits {
        var parts = 10_000
        /// Of all its parts, unpacked.
        var bytes = 1 << 30
        /// How many times larger a part is unpacked than packed.
        var ratio = 200
    }

    private struct Part {
        var index: UInt64
        var size: Int
    }

    private let archive: OpaquePointer
    private let parts: [String: Part]

    /// - Parameter bytes: outlive the archive.
    /// - Throws: a `FileProblem` where they are no zip file, or one that would take more than a limit, before anything of
    ///   it is unpacked.
    init(_ bytes: UnsafeRawBufferPointer, limits: Limits = Limits()) throws(FileProblem) {
        guard steerco_zip_load() != 0 else {
            throw FileProblem("is a workbook, and reading those needs libzip: install the package libzip4 or libzip5")
        }
        guard let archive = steerco_zip_open(bytes.baseAddress, UInt64(bytes.count)) else {
            throw FileProblem("is no whole zip file: it is damaged or cut off")
        }
        do throws(FileProblem) { parts = try ZipArchive.parts(archive, limits) } catch {
            steerco_zip_close(archive)
            throw error
        }
        self.archive = archive
    }

    deinit { steerco_zip_close(archive) }

    private static func parts(_ archive: OpaquePointer, _ limits: Limits) throws(FileProblem) -> [String: Part] {
        let count = steerco_zip_count(archive)
        guard count <= limits.parts else { throw FileProblem("holds \(count) parts, more than \(limits.parts)") }
        var parts: [String: Part] = [:]
        var total = 0
        for index in 0..<UInt64(max(count, 0)) {
            var found = steerco_zip_part()
            guard steerco_zip_part(archive, index, &found) != 0, let text = found.name else {
                throw FileProblem("has a part without a size")
            }
            let name = String(cString: text)
            guard !name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).contains("..") else {
                throw FileProblem("has a part outside of itself: \"\(name.prefix(80))\"")
            }
            guard let size = Int(exactly: found.size), size <= limits.bytes, total + size <= limits.bytes else {
                throw FileProblem("is larger than \(limits.bytes) bytes when it is unpacked")
            }
            total += size
            guard found.size / UInt64(limits.ratio) <= found.packed else {
                throw FileProblem("has a part that is packed more than \(limits.ratio) times: \"\(name.prefix(80))\"")
            }
            // The first of two of one name.
            if parts[key(name)] == nil { parts[key(name)] = Part(index: index, size: size) }
        }
        return parts
    }

    /// Names are the same in any case, and some programs write them as Windows does.
    private static func key(_ name: String) -> String {
        let plain = name.replacing("\\", with: "/").lowercased()
        return plain.hasPrefix("/") ? String(plain.dropFirst()) : plain
    }

    func has(_ name: String) -> Bool { parts[ZipArchive.key(name)] != nil }

    /// A part unpacked; nil when there is none of the name.
    func bytes(_ name: String) throws(FileProblem) -> [UInt8]? {
        guard let part = parts[ZipArchive.key(name)] else { return nil }
        var isWhole = false
        let bytes = [UInt8](unsafeUninitializedCapacity: part.size) { buffer, count in
            // An empty buffer has no address, which the function wants.
            var none: UInt8 = 0
            isWhole =
                withUnsafeMutablePointer(to: &none) { empty in
                    steerco_zip_read(archive, part.index, buffer.baseAddress ?? empty, UInt64(part.size))
                } != 0
            count = isWhole ? part.size : 0
        }
        guard isWhole else { throw FileProblem("has a damaged part: \"\(name.prefix(80))\"") }
        return bytes
    }
}
