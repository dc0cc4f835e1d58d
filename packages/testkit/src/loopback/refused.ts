import { connect, createServer } from "node:net";
import type { Server, Socket } from "node:net";
import { listen, LOOPBACK, stopListening } from "./listen.js";

/** A port on which nothing listens, and nothing else will until it is closed. */
export interface RefusedPort extends AsyncDisposable {
  /** Connecting there gives ECONNREFUSED. */
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Reserves a port that refuses connections. The port is held as the local end of an outgoing connection, so that no
 * other program can start to listen on it in the meantime, as it could on a port that was merely closed.
 */
export async function createRefusedPort(): Promise<RefusedPort> {
  const accepted = new Set<Socket>();
  const anchor = createServer((socket) => accepted.add(socket));
  const holder = await connectTo(anchor, await listen(anchor, 0));
  const port = holder.localPort;
  if (port === undefined) throw new Error("The connection has no local port.");

  async function close(): Promise<void> {
    holder.destroy();
    for (const socket of accepted) socket.destroy();
    await stopListening(anchor);
  }
  return { url: `http://${LOOPBACK}:${port}`, port, close, [Symbol.asyncDispose]: close };
}

function connectTo(anchor: Server, port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: LOOPBACK, port });
    socket.once("error", reject);
    // Both ends must be there, or `close` could miss the accepted one.
    const ends = [new Promise((done) => socket.once("connect", done)), new Promise((done) => anchor.once("connection", done))];
    void Promise.all(ends).then(() => {
      resolve(socket);
    });
  });
}
