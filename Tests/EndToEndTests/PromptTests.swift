// The prompt on a terminal: what is typed there is what is said.

import Foundation
import TestSupport
import Testing

@Suite struct Prompts {
    private let store: String
    private let directory: URL

    init() throws {
        directory = try BuiltBinary.temporaryDirectory()
        store = directory.appendingPathComponent("steerco.db").path
    }

    private func open(_ environment: [String: String] = [:]) throws -> Terminal {
        let terminal = try Terminal(
            ["--data", store, "--as", "ana", "--channel", "net", "--now", "2026-11-23T09:00:00Z"],
            environment: environment)
        try terminal.read(until: "\nsteerco> ")
        return terminal
    }

    @Test(arguments: ["", "C", "C.UTF-8", "en_XX.ISO-8859-1"])
    func `letters of every script are kept, whatever the locale`(_ locale: String) throws {
        let terminal = try open(locale.isEmpty ? [:] : ["LC_ALL": locale])
        let answer = try terminal.say("/project new NET \"Büro 日本 🎉\"")
        #expect(answer.contains("Project NET Büro 日本 🎉 started"))
        #expect(try terminal.end() == 0)
    }

    @Test func `an interrupt clears the line and the prompt goes on`() throws {
        let terminal = try open()
        terminal.type("/project new OLD Old")
        try terminal.read(until: "OLD Old")
        terminal.interrupt()
        try terminal.read(until: "\nsteerco> ")
        let answer = try terminal.say("/project new NET Net")
        #expect(answer.contains("Project NET Net started"))
        let list = try terminal.say("/project list")
        #expect(!list.contains("OLD"))
    }

    @Test func `what was said comes back after a restart`() throws {
        let first = try open()
        try first.say("/whoami")
        #expect(try first.end() == 0)
        let second = try open()
        second.type("\u{10}")
        try second.read(until: "/whoami")
    }

    @Test(arguments: [
        ("/proj", "/project"), ("/status set am", "/status set amber"), ("/task done T", "T-1"),
        ("/task Two owner:x pri", "priority:"), ("/assign T-1 @k", "@kim"),
    ])
    func `tab completes commands, choices, keys, records and people`(_ typed: String, _ whole: String) throws {
        let terminal = try open()
        for line in ["/project new NET Net", "/here NET", "/task One @kim"] {
            try terminal.say(line)
        }
        terminal.type(typed + "\t")
        try terminal.read(until: whole)
    }

    @Test func `a value is typed right after the key that tab completed`() throws {
        let terminal = try open()
        try terminal.say("/project new NET Net")
        try terminal.say("/here NET")
        terminal.type("/task One tag\t")
        try terminal.read(until: "tags:")
        #expect(try terminal.say("lab").contains("T-1 logged on NET: One. #lab."))
    }

    @Test func `bytes that are no text swallow nothing`() throws {
        let terminal = try open()
        terminal.type([UInt8]("/project new NET caf".utf8) + [0xE9] + [UInt8]("\n".utf8))
        try terminal.read(until: "Project NET caf")
        try terminal.read(until: "\nsteerco> ")
        #expect(try terminal.say("/whoami").contains("@ana"))
    }
}
