// The tables of the store.

import GRDB

enum Schema {
    /// `PRAGMA user_version` of the newest schema this binary knows.
    static let version = 8

    static func version(of database: Database) throws -> Int {
        try StoredRows.first(database, of: "user_version", "PRAGMA user_version") {
            try $0.int(in: Int(Int32.min)...Int(Int32.max))
        } ?? 0
    }

    /// Frozen, forward-only steps: each spells out its own columns, so that a later one changes none of them.
    static func migrate(_ database: Database) throws {
        let found = try version(of: database)
        if found < 1 { try makeTables(database) }
        if found < 2 { try cutSnapshots(database) }
        if found < 3 { try addAnswering(database) }
        if found < 4 { try appendToInbox(database) }
        if found < 5 { try keepDigests(database) }
        if found < 6 { try nameStore(database) }
        if found < 7 { try addSums(database) }
        if found < 8 { try addDone(database) }
    }

    /// What fell due and was seen to.
    private static func addDone(_ database: Database) throws {
        try database.execute(
            sql: """
                CREATE TABLE done (key TEXT PRIMARY KEY, moment INTEGER NOT NULL) WITHOUT ROWID;
                PRAGMA user_version = 8;
                """)
    }

    /// Sums over the rows that no hash of the log covers; those of before are taken as they are.
    private static func addSums(_ database: Database) throws {
        try database.execute(
            sql: """
                ALTER TABLE inbox ADD COLUMN sum BLOB NOT NULL DEFAULT x'';
                UPDATE inbox SET sum = row_sum(delivery, reply, text_digest);
                ALTER TABLE outbox ADD COLUMN sum BLOB NOT NULL DEFAULT x'';
                UPDATE outbox SET sum = row_sum(id, kind, address, lane, content_type, payload);
                ALTER TABLE answering ADD COLUMN sum BLOB NOT NULL DEFAULT x'';
                UPDATE answering SET sum = row_sum(delivery, id, kind, address, lane, content_type);
                PRAGMA user_version = 7;
                """)
    }

    /// The store's own id, by which the head file beside it knows it; and why a reply waits.
    private static func nameStore(_ database: Database) throws {
        try database.execute(
            sql: """
                CREATE TABLE store (id TEXT NOT NULL);
                INSERT INTO store VALUES (lower(hex(randomblob(8))));
                ALTER TABLE outbox ADD COLUMN reason TEXT;
                PRAGMA user_version = 6;
                """)
    }

    /// What each delivery said, so that another text under its key is told from a repeat; none of those before.
    private static func keepDigests(_ database: Database) throws {
        try database.execute(sql: "ALTER TABLE inbox ADD COLUMN text_digest BLOB; PRAGMA user_version = 5;")
    }

    /// Deliveries in the order they came, which is the order they are forgotten in: a row is appended, not put between
    /// others, and needs no index of its time. An answer in a response has its payload there.
    private static func appendToInbox(_ database: Database) throws {
        try database.execute(
            sql: """
                CREATE TABLE inbox_in_order (
                  number INTEGER PRIMARY KEY, delivery TEXT NOT NULL, received INTEGER NOT NULL, reply BLOB NOT NULL
                );
                INSERT INTO inbox_in_order (delivery, received, reply)
                  SELECT delivery, received, reply FROM inbox ORDER BY received;
                DROP TABLE inbox;
                ALTER TABLE inbox_in_order RENAME TO inbox;
                CREATE UNIQUE INDEX inbox_delivery ON inbox (delivery);
                INSERT INTO outbox (id, kind, address, lane, payload, content_type, created, due, expires)
                  SELECT id, kind, address, lane, payload, content_type, created, due, expires FROM answering
                  ORDER BY number;
                DROP TABLE answering;
                CREATE TABLE answering (
                  number INTEGER PRIMARY KEY,
                  delivery TEXT NOT NULL,
                  id TEXT NOT NULL,
                  kind TEXT NOT NULL,
                  address TEXT NOT NULL,
                  lane TEXT NOT NULL,
                  content_type TEXT NOT NULL,
                  created INTEGER NOT NULL,
                  due INTEGER NOT NULL,
                  expires INTEGER
                );
                PRAGMA user_version = 4;
                """)
    }

    /// Answers in HTTP responses, without the outbox's indexes.
    private static func addAnswering(_ database: Database) throws {
        try database.execute(
            sql: """
                CREATE TABLE answering (
                  number INTEGER PRIMARY KEY,
                  id TEXT NOT NULL,
                  kind TEXT NOT NULL,
                  address TEXT NOT NULL,
                  lane TEXT NOT NULL,
                  payload BLOB NOT NULL,
                  content_type TEXT NOT NULL,
                  created INTEGER NOT NULL,
                  due INTEGER NOT NULL,
                  expires INTEGER
                );
                PRAGMA user_version = 3;
                """)
    }

    /// Snapshots in parts, so that no commit waits for a whole one to be written. Those of before are of another fold, and
    /// were never to be read again.
    private static func cutSnapshots(_ database: Database) throws {
        try database.execute(
            sql: """
                DROP TABLE snapshot;
                CREATE TABLE snapshot (version INTEGER PRIMARY KEY, fingerprint TEXT NOT NULL, time INTEGER NOT NULL);
                CREATE TABLE snapshot_part (
                  number INTEGER PRIMARY KEY, version INTEGER NOT NULL, body BLOB NOT NULL
                );
                CREATE INDEX snapshot_part_version ON snapshot_part (version);
                PRAGMA user_version = 2;
                """)
    }

    private static func makeTables(_ database: Database) throws {
        try database.execute(
            sql: """
                CREATE TABLE event (
                  version INTEGER PRIMARY KEY,
                  word TEXT NOT NULL,
                  schema INTEGER NOT NULL,
                  payload BLOB NOT NULL,
                  payload_hash BLOB NOT NULL,
                  person INTEGER NOT NULL,
                  time INTEGER NOT NULL,
                  delivery TEXT,
                  command_number INTEGER NOT NULL,
                  position INTEGER NOT NULL,
                  command INTEGER NOT NULL,
                  command_name TEXT NOT NULL,
                  undone INTEGER,
                  previous BLOB NOT NULL,
                  hash BLOB NOT NULL
                );
                CREATE INDEX event_time ON event (time);
                CREATE TABLE item_event (
                  item TEXT NOT NULL, version INTEGER NOT NULL, PRIMARY KEY (item, version)
                ) WITHOUT ROWID;
                CREATE TABLE inbox (
                  delivery TEXT PRIMARY KEY, received INTEGER NOT NULL, reply BLOB NOT NULL
                ) WITHOUT ROWID;
                CREATE INDEX inbox_received ON inbox (received);
                CREATE TABLE outbox (
                  number INTEGER PRIMARY KEY AUTOINCREMENT,
                  id TEXT NOT NULL UNIQUE,
                  kind TEXT NOT NULL,
                  address TEXT NOT NULL,
                  lane TEXT NOT NULL,
                  payload BLOB NOT NULL,
                  content_type TEXT NOT NULL,
                  created INTEGER NOT NULL,
                  due INTEGER NOT NULL,
                  expires INTEGER,
                  attempts INTEGER NOT NULL DEFAULT 0,
                  dead TEXT
                );
                CREATE INDEX outbox_lane ON outbox (lane, number) WHERE dead IS NULL;
                CREATE TABLE snapshot (
                  version INTEGER PRIMARY KEY, fingerprint TEXT NOT NULL, time INTEGER NOT NULL, body BLOB NOT NULL
                );
                CREATE TABLE miss (
                  command TEXT NOT NULL, word TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (command, word)
                ) WITHOUT ROWID;
                PRAGMA user_version = 1;
                """)
    }
}
