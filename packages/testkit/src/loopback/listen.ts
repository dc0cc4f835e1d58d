import type { Server } from "node:net";

/** The address that every server of this package listens on. It is never reachable from another machine. */
export const LOOPBACK = "127.0.0.1";

/** Listens on loopback and resolves with the port. Port 0 asks for any that is free. */
export function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, LOOPBACK, () => {
      server.off("error", reject);
      resolve(needPort(server.address()));
    });
  });
}

/** Stops listening; resolves when the last connection is gone. Closing twice is no error. */
export function stopListening(server: Server): Promise<void> {
  return new Promise((resolve) => {
    // The only error that `close` reports is that the server was not open.
    server.close(() => {
      resolve();
    });
  });
}

function needPort(address: ReturnType<Server["address"]>): number {
  if (address === null || typeof address === "string") throw new Error("The server has no TCP port.");
  return address.port;
}
