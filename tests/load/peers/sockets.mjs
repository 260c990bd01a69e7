// What went over this process's sockets, counted where Node reads and writes them: every connection that is opened, by whatever library.
import { subscribe } from "node:diagnostics_channel";

const open = new Set();
const closed = { sent: 0, received: 0 };
let requests = 0;

subscribe("net.client.socket", ({ socket }) => {
  open.add(socket);
  socket.once("close", () => {
    open.delete(socket);
    closed.sent += socket.bytesWritten;
    closed.received += socket.bytesRead;
  });
});
subscribe("http.client.request.start", () => {
  requests += 1;
});

/** A message of a protocol that asks without HTTP requests. */
export function countMessage() {
  requests += 1;
}

/** Bytes and requests since the start of the process. */
export function traffic() {
  const total = { ...closed, requests };
  for (const socket of open) {
    total.sent += socket.bytesWritten;
    total.received += socket.bytesRead;
  }
  return total;
}

/** What `work` took: nanoseconds, bytes, requests. */
export async function measured(work) {
  const before = traffic();
  const began = process.hrtime.bigint();
  const ended = (await work()) ?? process.hrtime.bigint();
  const after = traffic();
  return {
    nanoseconds: Number(ended - began),
    sent: after.sent - before.sent,
    received: after.received - before.received,
    requests: after.requests - before.requests,
  };
}
