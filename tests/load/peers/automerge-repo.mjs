// A device of automerge-repo: a repo with a web socket. What it holds is in its memory.
import { setTimeout as pause } from "node:timers/promises";
import { Repo } from "@automerge/automerge-repo";
import { WebSocketClientAdapter } from "@automerge/automerge-repo-network-websocket";
import { countMessage } from "./sockets.mjs";

/** Nothing in the protocol says that there is no more: silence of so long does. It is not counted as time. */
const SILENCE_MS = 1_000;
/** When many devices are busy, nothing more is to come after a silence of so long on all their lines. */
const LONG_SILENCE_MS = 30_000;
/** Documents asked for beside each other. */
const AT_ONCE = 500;

class Line extends WebSocketClientAdapter {
  /** When the last message went one way or the other, here and on any line. */
  last = 0n;
  static last = 0n;

  send(message) {
    this.#note();
    super.send(message);
  }

  receiveMessage(bytes) {
    this.#note();
    super.receiveMessage(bytes);
  }

  #note() {
    countMessage();
    this.last = process.hrtime.bigint();
    Line.last = this.last;
  }
}

export class Device {
  #line;
  #repo;
  #handles = new Map();

  /** Comes with nothing. */
  static async open(server) {
    const device = new Device();
    device.#line = new Line(server.replace("http:", "ws:"));
    device.#repo = new Repo({ network: [device.#line] });
    await device.#connected();
    return device;
  }

  /** New documents; resolves when the server has said that it has each. Answers with their addresses. */
  async create(documents) {
    const handles = documents.map((document) => {
      const handle = this.#repo.create(document);
      this.#handles.set(document.id, handle);
      return handle;
    });
    await Promise.all(handles.map((handle) => this.#arrived(handle)));
    return handles.map((handle) => handle.url);
  }

  /** Further steps; resolves when the server has said that it has each. */
  async edit(edits) {
    edits.forEach((edit) => this.save(edit));
    await Promise.all(edits.map(({ id }) => this.#arrived(this.#handles.get(id))));
  }

  /** Everything at these addresses: the server has no list of its own. Answers how many documents it then has. */
  async fetch(addresses) {
    for (let at = 0; at < addresses.length; at += AT_ONCE) {
      const handles = await Promise.all(addresses.slice(at, at + AT_ONCE).map((address) => this.#repo.find(address)));
      for (const handle of handles) this.#handles.set(handle.doc().id, handle);
    }
    return this.#handles.size;
  }

  /** Holds these and no others: to hold everything on every device is more than one machine has memory for. */
  stand(addresses) {
    return this.fetch(addresses);
  }

  /** Goes away. */
  leave() {
    this.#line.disconnect();
  }

  /** Comes back and asks after everything; answers at which time the last message went. */
  async comeBack() {
    await this.#connect();
    await silence(this.#line, SILENCE_MS);
    return this.#line.last;
  }

  /** Comes back and takes in what it missed; answers when the last of it came, and how many documents stayed behind. */
  async catchUp(missed) {
    let at = process.hrtime.bigint();
    const behind = new Set(missed);
    const all = missed.map(async (edit) => {
      await this.heard(edit);
      behind.delete(edit);
      at = process.hrtime.bigint();
    });
    await this.#connect();
    await Promise.race([Promise.all(all), silence(Line, LONG_SILENCE_MS)]);
    return { at, behind: behind.size };
  }

  /** What is saved here is sent on, as always. */
  async write() {}

  /** Whatever comes is taken in, as always. */
  async listen() {}

  /** Saves one further step here. */
  save({ id, step, content }) {
    this.#handles.get(id).change((document) => {
      document.steps[step] = content;
    });
  }

  /** Resolves when the document as it is here has this step. */
  heard({ id, step }) {
    return until(this.#handles.get(id), "change", (handle) => step in handle.doc().steps);
  }

  close() {
    return this.#repo.shutdown();
  }

  #connect() {
    this.#line.connect(this.#repo.peerId, { isEphemeral: true });
    return this.#connected();
  }

  #connected() {
    if (this.#repo.peers.length > 0) return;
    return new Promise((resolve) => this.#repo.networkSubsystem.once("peer", () => resolve()));
  }

  #arrived(handle) {
    const storage = this.#repo.getStorageIdOfPeer(this.#repo.peers[0]);
    return until(handle, "remote-heads", () => {
      const there = handle.getSyncInfo(storage)?.lastHeads ?? [];
      return there.length > 0 && handle.heads().every((head) => there.includes(head));
    });
  }
}

/** Resolves when no message has gone for so long, on one line or on any. */
async function silence(line, ms) {
  for (let left = ms; left > 0; left = ms - Number(process.hrtime.bigint() - line.last) / 1e6) await pause(left);
}

/** Resolves when it holds of the document, looked at now and at every such event. */
function until(handle, event, holds) {
  return new Promise((resolve) => {
    const look = () => {
      if (!holds(handle)) return;
      handle.off(event, look);
      resolve();
    };
    handle.on(event, look);
    look();
  });
}
