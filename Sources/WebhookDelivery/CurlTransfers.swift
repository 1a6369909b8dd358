// The one place that knows libcurl: a multi handle on a thread of its own, connections kept and reused.

import CCurl
import Conversation
import Foundation

/// One POST to be made, or a GET.
struct Transfer {
    var url: String
    var headers: [String]
    /// Nil for a GET.
    var body: [UInt8]?
    /// The operator named this host and port: plain http and private addresses are allowed.
    var isNamed: Bool
}

/// Runs transfers on a multi handle. Confined to the thread that made it.
final class CurlTransfers {
    private let multi: UnsafeMutableRawPointer
    private var running: [UnsafeMutableRawPointer: Running] = [:]
    private static let longestAnswer = 64 * 1024

    /// What a transfer needs to live as long as it runs.
    private final class Running {
        let finish: (TransferResult) -> Void
        var headers: UnsafeMutablePointer<curl_slist>?
        var answer: [UInt8] = []
        var isNamed: Bool
        var wasRefused = false

        init(isNamed: Bool, finish: @escaping (TransferResult) -> Void) {
            self.isNamed = isNamed
            self.finish = finish
        }
    }

    init?() {
        guard steerco_curl_load() != 0, let multi = steerco_multi_init() else { return nil }
        self.multi = multi
        _ = steerco_multi_setopt_long(multi, CURLMOPT_PIPELINING, Int(CURLPIPE_MULTIPLEX))
        _ = steerco_multi_setopt_long(multi, CURLMOPT_MAX_HOST_CONNECTIONS, 8)
        _ = steerco_multi_setopt_long(multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, 128)
    }

    deinit {
        for (easy, transfer) in running { release(easy, transfer) }
        _ = steerco_multi_cleanup(multi)
    }

    var count: Int { running.count }

    /// A handle other threads may use to end a wait.
    var waker: Waker { Waker(multi: multi) }

    /// Starts a transfer; `finish` is called once, on this thread.
    func start(_ transfer: Transfer, finish: @escaping (TransferResult) -> Void) {
        guard let easy = steerco_easy_init() else {
            finish(.failed("libcurl has no handle left"))
            return
        }
        let context = Running(isNamed: transfer.isNamed, finish: finish)
        let pointer = Unmanaged.passUnretained(context).toOpaque()
        // Every header is ours; an empty Expect spares the wait for 100-continue.
        for header in transfer.headers + ["Expect:"] { context.headers = steerco_slist_append(context.headers, header) }
        _ = transfer.url.withCString { steerco_setopt_string(easy, CURLOPT_URL, $0) }
        _ = steerco_setopt_list(easy, CURLOPT_HTTPHEADER, context.headers)
        if let body = transfer.body {
            _ = steerco_setopt_long(easy, CURLOPT_POSTFIELDSIZE, body.count)
            body.withUnsafeBufferPointer { buffer in
                // Copied by libcurl, so the buffer need not outlive this call.
                _ = steerco_setopt_pointer(
                    easy, CURLOPT_COPYPOSTFIELDS, UnsafeMutableRawPointer(mutating: buffer.baseAddress))
            }
        }
        let options: [(CURLoption, Int)] = [
            (transfer.body == nil ? CURLOPT_HTTPGET : CURLOPT_POST, 1), (CURLOPT_NOSIGNAL, 1),
            (CURLOPT_CONNECTTIMEOUT_MS, 5000), (CURLOPT_TIMEOUT_MS, 10_000),
            (CURLOPT_FOLLOWLOCATION, 0), (CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS)), (CURLOPT_PIPEWAIT, 0),
        ]
        for (option, value) in options { _ = steerco_setopt_long(easy, option, value) }
        _ = steerco_setopt_string(easy, CURLOPT_PROTOCOLS_STR, transfer.isNamed ? "https,http" : "https")
        _ = steerco_setopt_string(easy, CURLOPT_ACCEPT_ENCODING, "gzip")
        _ = steerco_setopt_string(easy, CURLOPT_USERAGENT, "steerco/1.0")
        _ = steerco_setopt_string(easy, CURLOPT_PROXY, "")
        _ = steerco_setopt_pointer(easy, CURLOPT_WRITEDATA, pointer)
        _ = steerco_setopt_write(easy, CURLOPT_WRITEFUNCTION) { data, size, count, context in
            guard let data, let context else { return 0 }
            let transfer = Unmanaged<Running>.fromOpaque(context).takeUnretainedValue()
            let bytes = size * count
            // The rest of a long answer is let go: what was accepted is accepted.
            guard transfer.answer.count + bytes <= CurlTransfers.longestAnswer else { return bytes }
            data.withMemoryRebound(to: UInt8.self, capacity: bytes) {
                transfer.answer.append(contentsOf: UnsafeBufferPointer(start: $0, count: bytes))
            }
            return bytes
        }
        _ = steerco_setopt_opensocket(easy, CurlTransfers.openSocket, pointer)
        running[easy] = context
        guard steerco_multi_add(multi, easy) == CURLM_OK else {
            running[easy] = nil
            release(easy, context)
            finish(.failed("libcurl took no transfer"))
            return
        }
    }

    /// Opens the socket to an address that the guard allows; the name may have been looked up to anything.
    private static let openSocket: steerco_socket_callback = { context, _, address in
        guard let context, let address else { return curl_socket_t(CURL_SOCKET_BAD) }
        let transfer = Unmanaged<Running>.fromOpaque(context).takeUnretainedValue()
        guard let ip = CurlTransfers.ip(address), ip.isAllowed(named: transfer.isNamed) else {
            transfer.wasRefused = true
            return curl_socket_t(CURL_SOCKET_BAD)
        }
        return socket(
            address.pointee.family, address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue), address.pointee.protocol)
    }

    private static func ip(_ address: UnsafeMutablePointer<curl_sockaddr>) -> IPAddress? {
        withUnsafePointer(to: &address.pointee.addr) { pointer in
            let raw = UnsafeRawPointer(pointer)
            switch address.pointee.family {
            case AF_INET:
                let value = raw.loadUnaligned(as: sockaddr_in.self).sin_addr
                return IPAddress(bytes: withUnsafeBytes(of: value) { Array($0) })
            case AF_INET6:
                let value = raw.loadUnaligned(as: sockaddr_in6.self).sin6_addr
                return IPAddress(bytes: withUnsafeBytes(of: value) { Array($0) })
            default: return nil
            }
        }
    }

    /// Moves every transfer on, and finishes those that are done.
    func perform() {
        var active: Int32 = 0
        _ = steerco_multi_perform(multi, &active)
        var left: Int32 = 0
        while let message = steerco_multi_info_read(multi, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle,
                let transfer = running.removeValue(forKey: easy)
            else { continue }
            let result = result(easy, transfer, message.pointee.data.result)
            _ = steerco_multi_remove(multi, easy)
            release(easy, transfer)
            transfer.finish(result)
        }
    }

    /// Waits for the network, a wake-up, or so many milliseconds.
    func wait(_ milliseconds: Int) { _ = steerco_multi_poll(multi, Int32(clamping: milliseconds)) }

    private func release(_ easy: UnsafeMutableRawPointer, _ transfer: Running) {
        steerco_easy_cleanup(easy)
        steerco_slist_free(transfer.headers)
        transfer.headers = nil
    }

    private func result(_ easy: UnsafeMutableRawPointer, _ transfer: Running, _ code: CURLcode) -> TransferResult {
        // One of several addresses may be refused and the next one taken.
        if transfer.wasRefused, code != CURLE_OK {
            return .impossible("its address is private or link-local and not named in the configuration")
        }
        switch code {
        case CURLE_OK:
            var status = 0
            _ = steerco_getinfo_long(easy, CURLINFO_RESPONSE_CODE, &status)
            var retryAfter: curl_off_t = 0
            _ = steerco_getinfo_offset(easy, CURLINFO_RETRY_AFTER, &retryAfter)
            return .answered(status: status, body: transfer.answer, retryAfter: retryAfter > 0 ? Int(retryAfter) : nil)
        case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE:
            return .impossible(String(cString: steerco_easy_strerror(code)))
        default: return .failed(String(cString: steerco_easy_strerror(code)))
        }
    }
}

/// Ends a wait of ``CurlTransfers`` from any thread.
///
/// Unchecked: `curl_multi_wakeup` is the one call libcurl documents as safe from any thread, and it is the only one made.
struct Waker: @unchecked Sendable {
    private let multi: UnsafeMutableRawPointer
    init(multi: UnsafeMutableRawPointer) { self.multi = multi }
    func wake() { _ = steerco_multi_wakeup(multi) }
}

/// The version of the libcurl in use, for `steerco check`; nil when the system has none.
package func libcurlVersion() -> String? {
    steerco_curl_load() != 0 ? String(cString: steerco_curl_version()) : nil
}
