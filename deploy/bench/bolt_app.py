"""The peer: a slack-bolt app that verifies, inserts into SQLite as durably as Steerco does, and answers."""
import os
import sqlite3

from flask import Flask, request
from slack_bolt import App
from slack_bolt.adapter.flask import SlackRequestHandler
from slack_bolt.authorization import AuthorizeResult

connection = sqlite3.connect(os.environ["BENCH_DB"], timeout=10, isolation_level=None)
# bench.sh made the file, in WAL mode; two workers doing so at once would lock each other out.
connection.execute("PRAGMA synchronous = FULL")


def authorize(**_):
    return AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="xoxb-1", bot_id="B1", bot_user_id="U0")


bolt = App(
    signing_secret=os.environ["STEERCO_SLACK_SIGNING_SECRET"], authorize=authorize, process_before_response=True
)


@bolt.command("/risk")
def risk(ack, command):
    cursor = connection.execute(
        "INSERT INTO risk (trigger_id, title) VALUES (?, ?)", (command["trigger_id"], command["text"])
    )
    ack({"response_type": "in_channel", "text": f"R-{cursor.lastrowid} logged: {command['text']}"})


app = Flask(__name__)
handler = SlackRequestHandler(bolt)


@app.post("/hooks/slack")
def slack():
    return handler.handle(request)
