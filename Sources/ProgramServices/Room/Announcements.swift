// What a room tells its webhook.

import Conversation
import ProgramModel
import Quantities

extension ProgramView {
    /// A line for the webhook this room announces to; nothing where it announces to none.
    func announcements(_ text: RichText) -> [Announcement] {
        channelBinding?.announce.map { [Announcement(webhook: $0, text: text)] } ?? []
    }

    /// A line for the webhooks of the rooms that a record's project has, wherever it is said now.
    func corrections(_ text: RichText, about item: Item) -> [Announcement] {
        let webhooks = Set(channelBindings.filter { $0.project == item.project }.compactMap(\.announce)).sorted()
        return webhooks.isEmpty ? announcements(text) : webhooks.map { Announcement(webhook: $0, text: text) }
    }

    /// Where a room's announcements go, as the end of a sentence; empty where they go nowhere.
    func announcingText(_ webhook: String?) -> RichText {
        guard let webhook else { return "" }
        let isKnown = policy.webhooks[webhook] != nil
        return "; announcements go to \(webhook)" + (isKnown ? "" : ", which the configuration no longer names")
    }
}
