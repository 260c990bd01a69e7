// Listens to everything a device says and asks for, so that a test can assert what did not happen.
import assert from "node:assert/strict";

// What the browser itself writes when the server is away; the app is to bear that quietly.
const AWAY = /^Failed to load resource: net::ERR_(CONNECTION_REFUSED|CONNECTION_RESET|INTERNET_DISCONNECTED|FAILED|EMPTY_RESPONSE|INCOMPLETE_CHUNKED_ENCODING)/;

// And when the answer is no: whether a session is left, and how much of a photo the server has.
const ANSWERED_NO = /status of (401 .*\/api\/v1\/session|404 .*\/api\/v1\/photos\/[0-9a-f]{64}(\?size=thumb&?)?)\)$/;

export class Watch {
  /** Errors in the console and uncaught ones. */
  errors = [];
  /** Errors because the server could not be reached. */
  away = [];
  /** Every address asked for. */
  requests = [];

  constructor(context, origin) {
    this.origin = origin;
    context.on("console", (message) => {
      if (message.type() !== "error") return;
      const line = `${message.text()} (${message.location().url})`;
      if (ANSWERED_NO.test(line)) return;
      (AWAY.test(line) ? this.away : this.errors).push(line);
    });
    context.on("weberror", (error) => this.errors.push(String(error.error())));
    context.on("request", (request) => this.requests.push(request.url()));
  }

  /** Nothing went wrong on the page, and nothing was asked of anyone but our server. */
  assertQuiet() {
    assert.deepEqual(this.errors, []);
    assert.deepEqual(this.foreign(), []);
  }

  /** Also the server was always there. */
  assertServed() {
    this.assertQuiet();
    assert.deepEqual(this.away, []);
  }

  foreign() {
    return this.requests.filter((url) => /^https?:/.test(url) && new URL(url).origin !== this.origin);
  }
}
