// How long a thread worked, whatever else the machine did meanwhile.

import Foundation

package enum ThreadWork {
    /// The seconds that this thread worked on something it does by itself.
    package static func seconds(_ body: () throws -> Void) rethrows -> Double {
        func now() -> Double {
            var time = timespec()
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
            return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
        }
        let start = now()
        try body()
        return now() - start
    }
}
