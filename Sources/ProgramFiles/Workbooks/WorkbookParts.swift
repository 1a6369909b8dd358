// Where the parts of a workbook are: its list of sheets, and the files it points to.

/// The parts of a workbook by their paths.
struct WorkbookParts {
    struct Sheet {
        var name: String
        var path: String
    }
    private(set) var sheets: [Sheet] = []
    private(set) var strings: String?
    private(set) var styles: String?
    private(set) var isFrom1904 = false

    init(_ archive: borrowing ZipArchive) throws(FileProblem) {
        let types = ContentTypes()
        if let part = try archive.bytes("[Content_Types].xml") { try XMLStream.read(part, types) }
        let path = types.workbook ?? "xl/workbook.xml"
        guard let part = try archive.bytes(path) else { throw try WorkbookParts.refusal(archive, types) }
        let list = SheetList()
        try XMLStream.read(part, list)
        isFrom1904 = list.isFrom1904
        let folder = path.split(separator: "/").dropLast()
        let name = path.split(separator: "/").last ?? ""
        let relations = Relations()
        let own = (folder + ["_rels", "\(name).rels"]).joined(separator: "/")
        if let part = try archive.bytes(own) { try XMLStream.read(part, relations) }
        let target = { (relation: Relation) in WorkbookParts.path(relation.target, from: folder.map(String.init)) }
        for sheet in list.sheets where !sheet.isHidden {
            guard let relation = relations.all[sheet.relation] else {
                throw FileProblem("does not say where its sheet \"\(sheet.name.prefix(40))\" is")
            }
            // A sheet of a chart holds no cells.
            guard relation.type == "worksheet" else { continue }
            sheets.append(Sheet(name: sheet.name, path: target(relation)))
        }
        guard !sheets.isEmpty else { throw FileProblem("has no visible sheet with cells") }
        let first = { (type: String) in relations.all.values.filter { $0.type == type }.map(target).min() }
        strings = first("sharedStrings")
        styles = first("styles")
    }

    /// A target from the root, or from the folder of the part that names it.
    private static func path(_ target: String, from folder: [String]) -> String {
        var steps = target.hasPrefix("/") ? [] : folder
        for step in target.split(whereSeparator: { $0 == "/" || $0 == "\\" }) where step != "." {
            if step == ".." { _ = steps.popLast() } else { steps.append(String(step)) }
        }
        return steps.joined(separator: "/")
    }

    private static func refusal(_ archive: borrowing ZipArchive, _ types: ContentTypes) throws(FileProblem)
        -> FileProblem
    {
        if archive.has("xl/workbook.bin") || types.isBinary {
            return FileProblem("is a binary workbook (.xlsb): save it as .xlsx")
        }
        if archive.has("content.xml") { return FileProblem("is a file of OpenDocument (.ods): save it as .xlsx") }
        if archive.has("word/document.xml") { return FileProblem("is a text document (.docx) and no workbook") }
        return FileProblem("is a zip file without a workbook in it")
    }
}

/// Which part is the workbook.
private final class ContentTypes: XMLListener {
    var workbook: String?
    var isBinary = false

    func began(_ name: String, _ attributes: XMLAttributes) {
        guard name == "Override", let type = attributes["ContentType"], let part = attributes["PartName"] else {
            return
        }
        let isSheet = type.contains("spreadsheetml") || type.contains("ms-excel")
        if isSheet, type.hasSuffix("main+xml"), workbook == nil {
            workbook = part.hasPrefix("/") ? String(part.dropFirst()) : part
        }
        if type.hasSuffix("sheet.binary.macroEnabled.main") { isBinary = true }
    }

    func ended(_ name: String, _ text: XMLText) {}
}

private final class SheetList: XMLListener {
    var sheets: [(name: String, relation: String, isHidden: Bool)] = []
    var isFrom1904 = false

    func began(_ name: String, _ attributes: XMLAttributes) {
        if name == "workbookPr", let date = attributes["date1904"] { isFrom1904 = date == "1" || date == "true" }
        guard name == "sheet", let relation = attributes["id"] else { return }
        let state = attributes["state"] ?? "visible"
        sheets.append((attributes["name"] ?? "", relation, state != "visible"))
    }

    func ended(_ name: String, _ text: XMLText) {}
}

private struct Relation {
    /// The last step of the type's address, which two namespaces share.
    var type: String
    var target: String
}

private final class Relations: XMLListener {
    var all: [String: Relation] = [:]

    func began(_ name: String, _ attributes: XMLAttributes) {
        guard name == "Relationship", attributes["TargetMode"] != "External", let id = attributes["Id"],
            let target = attributes["Target"], let type = attributes["Type"]
        else { return }
        all[id] = Relation(type: type.split(separator: "/").last.map(String.init) ?? "", target: target)
    }

    func ended(_ name: String, _ text: XMLText) {}
}
