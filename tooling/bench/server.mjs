import { createServer } from "node:http";
import { parentPort, workerData } from "node:worker_threads";

// In a thread of its own: who measures may not keep it from answering.
const server = createServer((request, response) => {
  request.resume();
  request.on("end", () => response.writeHead(200, { "content-type": "application/json" }).end(workerData));
});
server.listen(0, "127.0.0.1", () => parentPort.postMessage(server.address().port));
