// swift-tools-version: 6.2
import PackageDescription

/// One set of compiler settings for every target: Swift 6 mode, explicit `any`, explicit imports, warnings are errors in CI.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

let collections = Target.Dependency.product(name: "HashTreeCollections", package: "swift-collections")
let heap = Target.Dependency.product(name: "HeapModule", package: "swift-collections")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let hummingbird = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let http = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let sockets = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let locks = Target.Dependency.product(name: "NIOConcurrencyHelpers", package: "swift-nio")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let configuration = Target.Dependency.product(name: "Configuration", package: "swift-configuration")
let numerics = Target.Dependency.product(name: "RealModule", package: "swift-numerics")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .testTarget(
        name: name + "Tests", dependencies: [.byName(name: name), "TestSupport"] + dependencies, swiftSettings: strict)
}

let package = Package(
    name: "steerco",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "steerco", targets: ["steerco"])],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1", traits: []),
        .package(url: "https://github.com/apple/swift-nio.git", exact: "2.101.2"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/apple/swift-configuration", exact: "1.4.0", traits: []),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
        .package(url: "https://github.com/apple/swift-collections", exact: "1.6.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-numerics", exact: "1.1.1"),
    ],
    targets: [
        library("JSONText"),
        library("Quantities"),
        .systemLibrary(name: "CNettle", providers: [.apt(["nettle-dev"])]),
        library("Digests", ["CNettle"]),
        library("FieldTypes", ["Quantities", "JSONText"]),
        library("ProgramModel", ["FieldTypes", "Quantities", "JSONText", collections]),
        library("Planning", ["Quantities", numerics, locks]),
        library("PlanFiles", ["Planning", "Quantities", "JSONText"]),
        .systemLibrary(name: "CExpat", providers: [.apt(["libexpat1-dev"])]),
        .systemLibrary(name: "CDelimited", providers: [.apt(["libcsv-dev"])]),
        // As CCurl: compiled against their headers, and loaded when a file of theirs is first read or written.
        .target(name: "CZip", linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),
        .target(name: "CWorkbook", linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),
        .target(name: "CCalendar", linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),
        library(
            "ProgramFiles",
            ["CExpat", "CDelimited", "CZip", "CWorkbook", "CCalendar", "Planning", "JSONText", "Quantities"]),
        library("CommandLanguage", ["FieldTypes", "Quantities"]),
        library(
            "Conversation",
            ["CommandLanguage", "ProgramModel", "FieldTypes", "Quantities", "Digests", "JSONText", locks, heap]),
        library("ProgramServices", ["Conversation", "Planning", "ProgramFiles", "JSONText", locks]),
        library("ChatPlatforms", ["Conversation", "Digests"]),
        library("EventStorage", ["Conversation", "Digests", grdb, sqlite, locks]),
        // Compiled against libcurl's header and linked with nothing: the library is loaded when it is first needed.
        .target(name: "CCurl", linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),
        .systemLibrary(name: "CEdit", providers: [.apt(["libedit-dev"])]),
        library("WebhookDelivery", ["Conversation", "CCurl", locks, logging, lifecycle]),
        .target(
            name: "CatalogueFiles", dependencies: ["CommandLanguage", "ProgramModel", "FieldTypes", yams, locks],
            resources: [.embedInCode("commands")], swiftSettings: strict),
        library(
            "WebhookServer", ["Conversation", "ChatPlatforms", hummingbird, http, sockets, locks, logging, lifecycle]),
        .executableTarget(
            name: "steerco",
            dependencies: [
                "ProgramServices", "EventStorage", "WebhookDelivery", "CatalogueFiles", "WebhookServer",
                "PlanFiles", "ProgramFiles", "Planning", "CEdit", yams, configuration, arguments, lifecycle, logging,
                locks,
                sockets,
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "planning-benchmarks", dependencies: ["Planning", "PlanFiles", "Quantities"],
            path: "Tests/PlanningBenchmarks", swiftSettings: strict),
        .executableTarget(
            name: "desk-benchmarks",
            dependencies: ["ProgramServices", "EventStorage", "CatalogueFiles", "ChatPlatforms", "Quantities"],
            path: "Tests/DeskBenchmarks", swiftSettings: strict),
        .executableTarget(
            name: "day-corpora", dependencies: ["CatalogueFiles", "CommandLanguage", "FieldTypes", "Quantities"],
            path: "Tests/DayCorpora", swiftSettings: strict),
        .target(
            name: "TestSupport",
            dependencies: [
                "Conversation", "ProgramServices", "ChatPlatforms", "CatalogueFiles", "JSONText", "Digests", locks,
            ],
            path: "Tests/TestSupport", swiftSettings: strict),
        tests("Quantities"),
        tests("JSONText"),
        tests("Digests"),
        tests("FieldTypes", ["JSONText", "Quantities"]),
        .testTarget(
            name: "ProgramModelTests",
            dependencies: ["ProgramModel", "TestSupport", "FieldTypes", "Quantities", "JSONText"],
            exclude: ["golden-events.jsonl"], swiftSettings: strict),
        tests("Planning", ["Quantities", locks]),
        tests("PlanFiles", ["Planning", "Quantities", "JSONText"]),
        .testTarget(
            name: "ProgramFilesTests", dependencies: ["ProgramFiles", "JSONText", "Quantities"], swiftSettings: strict),
        tests("CommandLanguage", ["CatalogueFiles", "FieldTypes", "Quantities"]),
        tests("Conversation", ["EventStorage", "FieldTypes", "Planning", locks]),
        tests("ProgramServices", ["CatalogueFiles", "ChatPlatforms", "Planning", "FieldTypes", "JSONText"]),
        tests("ChatPlatforms", ["JSONText"]),
        tests("EventStorage", [grdb, sqlite, locks]),
        tests("WebhookDelivery", ["EventStorage", logging]),
        tests("WebhookServer", [logging, .product(name: "NIOEmbedded", package: "swift-nio")]),
        tests("CatalogueFiles", ["ProgramServices"]),
        .testTarget(
            name: "EndToEndTests", dependencies: ["TestSupport", "steerco", "JSONText", "ChatPlatforms", grdb, locks],
            exclude: ["stores"], swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
