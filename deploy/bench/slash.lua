-- wrk script: each thread sends its share of the pre-signed requests in BENCH_REQUESTS, each once. With BENCH_REST a
-- connection rests after an answer, this many milliseconds on average.
local rest = tonumber(os.getenv("BENCH_REST") or "0")
if rest > 0 then
  function delay() return math.random(0, 2 * rest) end
end

local thread_count = 0
function setup(thread)
  thread:set("id", thread_count)
  thread_count = thread_count + 1
end

function init()
  requests = {}
  local number = 0
  for line in io.lines(os.getenv("BENCH_REQUESTS")) do
    if number % 2 == id then
      local time, signature, body = line:match("([^\t]*)\t([^\t]*)\t(.*)")
      requests[#requests + 1] = wrk.format("POST", "/hooks/slack", {
        ["Content-Type"] = "application/x-www-form-urlencoded",
        ["X-Slack-Request-Timestamp"] = time, ["X-Slack-Signature"] = signature,
      }, body)
    end
    number = number + 1
  end
  index = 0
end

function request()
  index = index + 1
  return requests[(index - 1) % #requests + 1]
end

function done(summary, latency)
  io.write(string.format("RESULT %.0f %.2f %.2f %d\n", summary.requests / (summary.duration / 1e6),
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
