// express-pouchdb over LevelDB, with what devices of PouchDB need and no more.
import { createServer } from "node:http";
import { createRequire } from "node:module";
import PouchDB from "pouchdb";

const [data] = process.argv.slice(2);
const serve = createRequire(import.meta.url)("express-pouchdb");
const Stored = PouchDB.defaults({ prefix: `${data}/` });
const http = createServer(serve(Stored, { mode: "minimumForPouchDB", inMemoryConfig: true }));
http.listen(0, "127.0.0.1", () => console.log(`listening on http://127.0.0.1:${http.address().port}`));
