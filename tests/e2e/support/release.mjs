// A copy of the built app, to publish changed builds from: whole ones and broken ones.
import { createHash } from "node:crypto";
import { appendFile, cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./server.mjs";

export class Release {
  static async copy() {
    const folder = await mkdtemp(join(tmpdir(), "gridloop-app-"));
    await cp(join(root, "dist"), folder, { recursive: true });
    return new Release(folder);
  }

  constructor(folder) {
    this.folder = folder;
  }

  /** The next build: one file has changed, and the worker's list with it. */
  async next(name, addition) {
    const file = join(this.folder, name);
    await appendFile(file, addition);
    const hash = createHash("sha256").update(await readFile(file)).digest("base64");
    await this.#list(name, hash);
    await rm(`${file}.br`, { force: true });
  }

  /** A build whose list was published before its files. */
  async halfPublished(name) {
    await this.#list(name, createHash("sha256").update("not there yet").digest("base64"));
  }

  remove() {
    return rm(this.folder, { recursive: true, force: true });
  }

  async #list(name, hash) {
    const file = join(this.folder, "sw.js");
    const worker = await readFile(file, "utf8");
    const listed = worker
      .replace(/const VERSION = "[0-9a-f]+"/, `const VERSION = "${createHash("sha256").update(hash).digest("hex").slice(0, 16)}"`)
      .replace(/const FILES = (\[.*\]);/, (_, list) => {
        const files = JSON.parse(list);
        files.find((entry) => entry.url === `/${name}`).hash = `sha256-${hash}`;
        return `const FILES = ${JSON.stringify(files)};`;
      });
    await writeFile(file, listed);
    await rm(`${file}.br`, { force: true });
  }
}
