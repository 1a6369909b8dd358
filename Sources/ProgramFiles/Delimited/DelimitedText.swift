// Delimited text: CSV and its kin, of any program that writes it.

/// Reads tables of delimited text.
package enum DelimitedText {
    /// What a file may hold at most.
    package struct Limits: Sendable {
        package var bytes: Int
        package var cells: Int
        /// - Parameter cells: of a row; as many as the widest sheet has columns.
        package init(bytes: Int = 1 << 30, cells: Int = 16_384) {
            self.bytes = bytes
            self.cells = cells
        }
    }

    /// Reads a whole file; rows of nothing are left out, all others stand as they are, however long.
    ///
    /// - Throws: a `FileProblem` where the file is no text, a quote is not closed, or a limit is passed.
    package static func read(_ bytes: [UInt8], limits: Limits = Limits()) throws(FileProblem) -> FileTable {
        guard bytes.count <= limits.bytes else {
            throw FileProblem("the file has \(bytes.count) bytes, more than \(limits.bytes)")
        }
        let text = try TextDecoding.utf8(bytes)
        return try text.withBytes { buffer throws(FileProblem) in
            let start = DelimiterGuess.named(buffer)
            let delimiter = start?.delimiter ?? DelimiterGuess.likeliest(buffer)
            let rest = UnsafeBufferPointer(rebasing: buffer[(start?.length ?? 0)...])
            let reader = DelimitedReader(delimiter, limits, line: start == nil ? 1 : 2)
            return FileTable(rows: try reader.read(rest))
        }
    }

    /// The line's length with its end: LF, CR LF, or CR alone.
    static func line(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var place = start
        while place < text.count, text[place] != 0x0A, text[place] != 0x0D { place += 1 }
        guard place < text.count else { return place - start }
        let isPair = text[place] == 0x0D && place + 1 < text.count && text[place + 1] == 0x0A
        return place - start + (isPair ? 2 : 1)
    }
}

extension [UInt8] {
    /// As `withUnsafeBufferPointer`, which does not keep the type of what is thrown.
    fileprivate func withBytes<Value>(
        _ body: (UnsafeBufferPointer<UInt8>) throws(FileProblem) -> Value
    ) throws(FileProblem) -> Value {
        let outcome: Result<Value, FileProblem> = withUnsafeBufferPointer { buffer in
            do throws(FileProblem) { return .success(try body(buffer)) } catch { return .failure(error) }
        }
        return try outcome.get()
    }
}
