// Reads XML as a stream of its elements. A file from outside may hold anything: it is read by expat, without document types,
// so that nothing is fetched and nothing multiplies, and only so deep.

import CExpat

/// Is told of the elements of an XML file, in their order.
package protocol XMLListener: AnyObject {
    /// - Parameter name: without a namespace's prefix.
    func began(_ name: String, _ attributes: XMLAttributes) throws(FileProblem)
    /// - Parameter text: what stands in the element itself, without its children's.
    func ended(_ name: String, _ text: XMLText) throws(FileProblem)
}

/// The attributes of an element, for as long as its listener is told.
package struct XMLAttributes {
    fileprivate let pairs: UnsafeMutablePointer<UnsafePointer<CChar>?>?

    /// - Parameter name: without a namespace's prefix.
    package subscript(name: String) -> String? {
        guard var pair = pairs else { return nil }
        while let key = pair[0], let value = pair[1] {
            if XMLStream.local(key) == name { return String(cString: value) }
            pair += 2
        }
        return nil
    }
}

/// The text of an element, for as long as its listener is told.
package struct XMLText {
    fileprivate let bytes: ArraySlice<UInt8>

    package var string: String { String(decoding: bytes, as: UTF8.self) }
    package var isEmpty: Bool { bytes.isEmpty }
    /// The text as a whole number; nil for anything else.
    package var int: Int? { Int(trimmed) }
    /// Without white space at either end.
    package var trimmed: String {
        let isBlank = { (byte: UInt8) in byte <= 0x20 }
        guard let first = bytes.firstIndex(where: { !isBlank($0) }), let last = bytes.lastIndex(where: { !isBlank($0) })
        else { return "" }
        return String(decoding: bytes[first...last], as: UTF8.self)
    }
}

/// One reading of an XML file.
package final class XMLStream {
    private let parser: XML_Parser
    private let listener: any XMLListener
    private var names: [String] = []
    private var marks: [Int] = []
    private var text: [UInt8] = []
    private var problem: FileProblem?
    /// Elements within elements.
    private static let deepest = 200

    /// Reads a whole file.
    ///
    /// - Throws: a `FileProblem` with the line where the file is no XML, has a document type, or the listener found something.
    package static func read(_ bytes: [UInt8], _ listener: any XMLListener) throws(FileProblem) {
        guard let parser = XML_ParserCreate(nil) else { throw FileProblem("there is no memory to read it") }
        defer { XML_ParserFree(parser) }
        let stream = XMLStream(parser, listener)
        try stream.read(bytes)
    }

    private init(_ parser: XML_Parser, _ listener: any XMLListener) {
        self.parser = parser
        self.listener = listener
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        XML_SetElementHandler(
            parser, { stream, name, attributes in XMLStream.of(stream).began(name, attributes) },
            { stream, _ in XMLStream.of(stream).ended() })
        XML_SetCharacterDataHandler(parser) { stream, bytes, count in
            guard let bytes else { return }
            bytes.withMemoryRebound(to: UInt8.self, capacity: Int(count)) {
                XMLStream.of(stream).text.append(contentsOf: UnsafeBufferPointer(start: $0, count: Int(count)))
            }
        }
        XML_SetStartDoctypeDeclHandler(parser) { stream, _, _, _, _ in
            XMLStream.of(stream).stop("it has a document type (<!DOCTYPE>), which no export needs")
        }
        XML_SetUnknownEncodingHandler(parser, { _, name, encoding in XMLStream.describe(name, encoding) }, nil)
    }

    private static func of(_ pointer: UnsafeMutableRawPointer?) -> XMLStream {
        guard let pointer else { preconditionFailure("expat hands its user data to every handler") }
        return Unmanaged<XMLStream>.fromOpaque(pointer).takeUnretainedValue()
    }

    private func read(_ bytes: [UInt8]) throws(FileProblem) {
        var start = 0
        repeat {
            let end = min(bytes.count, start + 1 << 20)
            let status = bytes.withUnsafeBytes { buffer in
                XML_Parse(
                    parser, buffer.baseAddress.map { $0.assumingMemoryBound(to: CChar.self) + start },
                    Int32(end - start),
                    end == bytes.count ? 1 : 0)
            }
            if let problem { throw problem }
            guard status == XML_STATUS_OK else {
                let why = XML_ErrorString(XML_GetErrorCode(parser)).map { String(cString: $0) } ?? "it cannot be read"
                throw FileProblem(row: line, "is no whole XML: \(why)")
            }
            start = end
        } while start < bytes.count
    }

    /// The line that is being read, from 1.
    private var line: Int { Int(XML_GetCurrentLineNumber(parser)) }

    private func began(_ name: UnsafePointer<CChar>?, _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>?) {
        guard problem == nil, let name else { return }
        guard names.count < XMLStream.deepest else { return stop("elements stand more than \(XMLStream.deepest) deep") }
        let local = XMLStream.local(name)
        names.append(local)
        marks.append(text.count)
        do throws(FileProblem) { try listener.began(local, XMLAttributes(pairs: attributes)) } catch { stop(error) }
    }

    private func ended() {
        guard problem == nil, let name = names.popLast(), let mark = marks.popLast() else { return }
        do throws(FileProblem) { try listener.ended(name, XMLText(bytes: text[mark...])) } catch { stop(error) }
        text.removeSubrange(mark...)
    }

    private func stop(_ why: String) { stop(FileProblem(why)) }

    private func stop(_ found: FileProblem) {
        guard problem == nil else { return }
        problem = found
        problem?.row = found.row ?? line
        XML_StopParser(parser, XML_Bool(0))
    }

    /// The name behind a namespace's prefix.
    fileprivate static func local(_ name: UnsafePointer<CChar>) -> String {
        var start = name
        var next = name
        while next.pointee != 0 {
            if next.pointee == 0x3A { start = next + 1 }
            next += 1
        }
        return String(cString: start)
    }

    /// Tells expat of the one encoding besides its own that files of Windows are in.
    private static func describe(_ name: UnsafePointer<CChar>?, _ encoding: UnsafeMutablePointer<XML_Encoding>?)
        -> Int32
    {
        guard let name, let encoding, ["windows-1252", "cp1252"].contains(String(cString: name).lowercased()) else {
            return 0
        }
        withUnsafeMutableBytes(of: &encoding.pointee.map) { map in
            let codes = map.bindMemory(to: Int32.self)
            for byte in 0..<256 { codes[byte] = Int32(WindowsLatin.scalar(UInt8(byte))) }
        }
        encoding.pointee.data = nil
        encoding.pointee.convert = nil
        encoding.pointee.release = nil
        return 1
    }
}
