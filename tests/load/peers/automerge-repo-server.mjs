// automerge-repo's sync server as its authors run it: one repo, web sockets, files.
import { createServer } from "node:http";
import { Repo } from "@automerge/automerge-repo";
import { WebSocketServerAdapter } from "@automerge/automerge-repo-network-websocket";
import { NodeFSStorageAdapter } from "@automerge/automerge-repo-storage-nodefs";
import { WebSocketServer } from "ws";

/** Many devices of a measurement share one process, which may be too busy to answer within the usual 5 seconds. */
const KEEP_ALIVE_MS = 120_000;

const [data] = process.argv.slice(2);
const http = createServer();
const sockets = new WebSocketServer({ server: http });
new Repo({
  network: [new WebSocketServerAdapter(sockets, KEEP_ALIVE_MS)],
  storage: new NodeFSStorageAdapter(data),
  // Documents go to whoever asks for them by their address, not to everybody.
  sharePolicy: async () => false,
});
http.listen(0, "127.0.0.1", () => console.log(`listening on http://127.0.0.1:${http.address().port}`));
