"""Writes pre-signed, distinct slash commands, one a line: timestamp, signature, body."""
import hashlib
import hmac
import sys
import time
from urllib.parse import urlencode

secret, count, start = sys.argv[1].encode(), int(sys.argv[2]), int(sys.argv[3])
now = str(int(time.time()))
for number in range(start, start + count):
    body = urlencode({
        "team_id": "T1", "channel_id": "C1", "channel_name": "net", "user_id": "U1", "user_name": "ana",
        "command": "/risk", "text": f"Vendor {number} slips p4 i3", "trigger_id": f"b{number}",
        "response_url": "https://hooks.slack.com/commands/1/2/3",
    })
    mac = hmac.new(secret, f"v0:{now}:{body}".encode(), hashlib.sha256).hexdigest()
    print(now, "v0=" + mac, body, sep="\t")
