// An amount of one currency, in its minor unit.

/// Money as whole minor units (cents) of an ISO 4217 currency; all currencies are kept with two decimals.
package struct Money: Hashable, Sendable {
    package let minorUnits: Int64
    /// Three capital letters: `EUR`.
    package let currency: String

    /// The least and the greatest amount there is, a hundred million millions: what is reckoned with it, such as a share in
    /// percent, is a number too.
    package static let range: ClosedRange<Int64> = -10_000_000_000_000_000...10_000_000_000_000_000

    /// The amount of these minor units; beyond the least or the greatest the least or the greatest.
    package init(minorUnits: Int64, currency: String) {
        self.minorUnits = min(max(minorUnits, Money.range.lowerBound), Money.range.upperBound)
        self.currency = currency
    }

    package static let symbols: [(symbol: Character, currency: String)] = [
        ("€", "EUR"), ("$", "USD"), ("£", "GBP"), ("¥", "JPY"), ("₹", "INR"),
    ]
    package static let currencies: Set<String> = [
        "EUR", "USD", "GBP", "CHF", "JPY", "INR", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "CAD", "AUD", "NZD", "BRL",
        "ZAR", "SGD", "CNY", "HKD", "KRW", "MXN", "TRY", "ILS", "AED",
    ]

    /// `€12,000` or `€12,000.50`; a currency without a symbol is written after: `12,000 CHF`.
    package var text: String {
        let whole = minorUnits.magnitude / 100
        let cents = Int(minorUnits.magnitude % 100)
        var amount = Money.grouped(whole)
        if cents != 0 { amount += "." + padded(cents, 2) }
        let sign = minorUnits < 0 ? "-" : ""
        if let symbol = Money.symbols.first(where: { $0.currency == currency })?.symbol {
            return "\(sign)\(symbol)\(amount)"
        }
        return "\(sign)\(amount) \(currency)"
    }

    static func grouped(_ number: UInt64) -> String {
        var text = ""
        for (position, digit) in String(number).reversed().enumerated() {
            if position > 0, position % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return String(text.reversed())
    }
}
