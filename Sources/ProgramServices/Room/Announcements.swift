// What a room tells its webhook.

import Conversation
import FieldTypes
import ProgramModel
import Quantities

extension ProgramView {
    /// A line for the webhook this room announces to; nothing where it announces to none.
    func announcements(_ text: RichText) -> [Announcement] {
        room?.announce.map { [Announcement(webhook: $0, text: text)] } ?? []
    }

    /// The webhooks that were told of a record, with the one this room announces to: written down with it, so that whoever was
    /// told of it is told what becomes of it.
    func announced(_ item: Item?, _ request: Request) -> FieldValue? {
        guard request.flags.isPublic != false, let webhook = room?.announce else { return nil }
        let before = item?.webhooksTold ?? []
        return .text((before.filter { $0 != webhook } + [webhook]).joined(separator: " "))
    }

    /// A line for the webhooks that were told of a record, wherever it is said now.
    func corrections(_ text: RichText, of versions: [Item?]) -> [Announcement] {
        Set(versions.compactMap(\.self).flatMap(\.webhooksTold)).sorted().map { Announcement(webhook: $0, text: text) }
    }

    /// Where a room's announcements go, as the end of a sentence; empty where they go nowhere.
    func announcingText(_ webhook: String?) -> RichText {
        guard let webhook else { return "" }
        let isKnown = policy.webhooks[webhook] != nil
        return "; announcements go to \(webhook)" + (isKnown ? "" : ", which the configuration no longer names")
    }
}

extension Item {
    /// The names of the webhooks that were told of it.
    fileprivate var webhooksTold: [String] { text("announced")?.split(separator: " ").map(String.init) ?? [] }
}
