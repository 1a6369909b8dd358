// What people call the things that the library knows by index.

struct PlanNames: Sendable {
    var tasks: [String] = []
    var links: [(from: String, to: String)] = []
    var calendars: [String] = []
    var resources: [String] = []
    var needs: [(task: Int, resource: Int)] = []
}
