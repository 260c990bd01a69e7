// A device of PouchDB: a database in its memory that replicates with the server's.
import memory from "pouchdb-adapter-memory";
import PouchDB from "pouchdb";

PouchDB.plugin(memory);
// Every database listens on the class, and there are many devices here.
PouchDB.setMaxListeners(0);

/** Documents in one batch of a replication: larger than is usual, because it is faster on one machine. */
const BATCH = 1_000;
let count = 0;

export class Device {
  #server;
  #local;
  #streams = [];
  /** What it has written, with the revision that the next one replaces. */
  #written = new Map();

  /** Comes with nothing. */
  static async open(server) {
    const device = new Device();
    device.#server = new PouchDB(`${server}/cases`);
    device.#local = new PouchDB(`device-${(count += 1)}`, { adapter: "memory" });
    // The first to come makes the database.
    await device.#server.info();
    return device;
  }

  /** New documents, straight to the server; resolves when it has answered. Answers with their addresses. */
  async create(documents) {
    for (const document of documents) this.#written.set(document.id, { _id: document.id, ...document });
    await this.#send(documents.map((document) => document.id));
    return documents.map((document) => document.id);
  }

  /** Further steps, straight to the server; resolves when it has answered. */
  async edit(edits) {
    for (const { id, step, content } of edits) this.#written.get(id).steps[step] = content;
    await this.#send(edits.map((edit) => edit.id));
  }

  /** Everything. Answers how many documents it then has. */
  async fetch() {
    await this.#local.replicate.from(this.#server, { batch_size: BATCH });
    return (await this.#local.info()).doc_count;
  }

  /** Stands where a device stands that has everything, without the memory that everything takes: at the server's last sequence. */
  async stand() {
    const { update_seq: since } = await this.#server.info();
    await this.#local.replicate.from(this.#server, { since });
  }

  /** Goes away. Between two replications there is no connection. */
  leave() {}

  /** Comes back and asks after everything. */
  async comeBack() {
    await this.#local.replicate.from(this.#server, { batch_size: BATCH });
  }

  /** Comes back and takes in what it missed; answers when it had it, and how many documents stayed behind. */
  async catchUp(missed) {
    const { docs_written: written } = await this.#local.replicate.from(this.#server, { batch_size: BATCH });
    const changed = new Set(missed.map((edit) => edit.id)).size;
    return { at: process.hrtime.bigint(), behind: changed - written };
  }

  /** Has these documents at hand, and sends on whatever is saved here. */
  async write(ids) {
    await this.#local.replicate.from(this.#server, { doc_ids: ids, batch_size: BATCH });
    await this.#live((options) => this.#local.replicate.to(this.#server, options));
  }

  /** Takes in whatever comes. */
  async listen() {
    await this.#live((options) => this.#local.replicate.from(this.#server, options));
  }

  /** Saves one further step here. */
  async save({ id, step, content }) {
    const document = await this.#local.get(id);
    document.steps[step] = content;
    await this.#local.put(document);
  }

  /** Resolves when the document as it is here has this step. */
  heard({ id, step }) {
    return new Promise((resolve, reject) => {
      const changes = this.#local.changes({ since: "now", live: true, include_docs: true, doc_ids: [id] });
      changes.on("change", ({ doc }) => {
        if (!(step in doc.steps)) return;
        changes.cancel();
        resolve();
      });
      changes.on("error", reject);
    });
  }

  async close() {
    for (const stream of this.#streams) stream.cancel();
    await this.#local.destroy();
  }

  /** Begins a replication that goes on, and waits until it has nothing more to do. */
  #live(begin) {
    return new Promise((resolve, reject) => {
      const stream = begin({ live: true, batch_size: BATCH });
      stream.once("paused", (error) => (error ? reject(error) : resolve()));
      stream.once("error", reject);
      this.#streams.push(stream);
    });
  }

  async #send(ids) {
    const outcomes = await this.#server.bulkDocs(ids.map((id) => this.#written.get(id)));
    for (const outcome of outcomes) {
      if (outcome.error) throw new Error(`${outcome.id}: ${outcome.reason}`);
      this.#written.get(outcome.id)._rev = outcome.rev;
    }
  }
}
