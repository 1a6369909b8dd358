// Time zones from the system's database, read once each.

import Foundation
import Quantities
import NIOConcurrencyHelpers

/// Loads zone rules by their IANA names.
final class SystemZones: Sendable {
    private let loaded = NIOLockedValueBox<[String: ZoneRules]>([:])
    private static let directory = "/usr/share/zoneinfo/"

    func rules(_ name: String) -> ZoneRules? {
        if name == "UTC" { return .utc }
        if let known = loaded.withLockedValue({ $0[name] }) { return known }
        // Only those that are there: anybody may ask for any name.
        guard let rules = SystemZones.read(name) else { return nil }
        loaded.withLockedValue { $0[name] = rules }
        return rules
    }

    private static func read(_ name: String) -> ZoneRules? {
        let isName =
            name.utf8.count < 64 && !name.hasPrefix("/") && !name.contains("..")
            && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "/_+-".contains($0)) }
        guard isName, let data = FileManager.default.contents(atPath: directory + name) else { return nil }
        return ZoneRules(timeZoneFile: Array(data), name: name)
    }
}
