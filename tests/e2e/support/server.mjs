// The real server, started, stopped, killed and started again on the same port with the same data.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, rename, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "../../..");
const program = process.env.GRIDLOOP_SERVER ?? join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "debug/gridloop");
const READY = /listening on (http:\/\/[^\s"]+)/;
const PATIENCE = 60_000;

export class Server {
  /** A server with data of its own. `app`: the folder of the app's files; `demo`: with the demonstration's subdistrict; `args`, `env`: more of them. */
  static async start({ app = process.env.GRIDLOOP_APP ?? join(root, "dist"), demo = true, args = [], env = {} } = {}) {
    const data = await mkdtemp(join(tmpdir(), "gridloop-e2e-"));
    const wanted = [...(demo ? ["--demo"] : []), ...args];
    if (demo) await cp(await demonstration(wanted), data, { recursive: true });
    const server = new Server(data, ["--app", app, ...wanted], env);
    try {
      await server.begin();
    } catch (error) {
      await server.remove();
      throw error;
    }
    return server;
  }

  #args;
  #env;
  #child = null;
  /** What it wrote, newest last. */
  log = [];
  /** Where it listens: `http://127.0.0.1:PORT`. */
  url = null;

  constructor(data, args, env) {
    this.data = data;
    this.#args = args;
    this.#env = env;
  }

  /** Starts on a port that is free. */
  begin() {
    return this.#run("127.0.0.1:0");
  }

  /** Asks it to end, and waits until it has. */
  stop() {
    return this.#end("SIGTERM");
  }

  /** As a power cut would. */
  kill() {
    return this.#end("SIGKILL");
  }

  /** Starts again on the same port with the same data. */
  restart() {
    return this.#run(new URL(this.url).host);
  }

  /** Ends it and throws its data away. */
  async remove() {
    await this.kill();
    await rm(this.data, { recursive: true, force: true });
  }

  async #run(listen) {
    const args = ["serve", "--data", this.data, "--listen", listen, ...this.#args];
    const child = spawn(program, args, { cwd: root, env: { ...process.env, ...this.#env }, stdio: ["ignore", "pipe", "pipe"] });
    this.#child = child;
    const url = await new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(this.#trouble("does not listen")), PATIENCE);
      const read = (line) => {
        this.log.push(line);
        const ready = READY.exec(line);
        if (ready) settle(resolve, ready[1]);
      };
      const settle = (act, value) => {
        clearTimeout(timer);
        act(value);
      };
      for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on("line", read);
      child.once("error", (error) => settle(reject, error));
      child.once("exit", (code, signal) => settle(reject, this.#trouble(`ended at once (${code ?? signal})`)));
    });
    this.url = url.replace(/\/$/, "");
  }

  async #end(signal) {
    const child = this.#child;
    this.#child = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill(signal);
    await ended;
  }

  #trouble(what) {
    return new Error(`${program} ${what}:\n${this.log.slice(-20).join("\n")}`);
  }
}

/** Data with the demonstration loaded, made once for each build of the server: drawing its photos takes seconds. */
async function demonstration(args) {
  const { mtimeMs } = await stat(program);
  const made = join(tmpdir(), `gridloop-demo-${mtimeMs}-${args.join("")}`.replace(/[^\w/.-]/g, "_"));
  if (await stat(made).catch(() => null)) return made;
  const data = await mkdtemp(`${made}-`);
  const server = new Server(data, args, {});
  await server.begin();
  await server.stop();
  await rename(data, made);
  return made;
}
