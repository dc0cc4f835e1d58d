import { execFileSync } from "node:child_process";

/** The registry that npm is set to here. */
export function usualRegistry() {
  return execFileSync("npm", ["config", "get", "registry"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
}

const TRIES = 3;

/** A registry may close a connection that was idle for a while just when it is used again: asking is repeated. */
async function ask(url, headers) {
  for (let tried = 1; ; tried += 1) {
    try {
      return await fetch(url, { headers });
    } catch (error) {
      if (tried === TRIES) throw new Error(`${url.host} does not answer.`, { cause: error });
    }
  }
}

/** What the registry has of a package. `undefined`: it does not know it. @throws Error when the registry gives no answer to go by */
export async function readPackument(registry, name) {
  const url = new URL(name.replace("/", "%2f"), registry.endsWith("/") ? registry : `${registry}/`);
  const response = await ask(url, { accept: "application/vnd.npm.install-v1+json" });
  if (response.status === 404) return undefined;
  if (!response.ok) throw new Error(`${url.host} answered ${response.status} when asked for ${name}.`);
  return response.json();
}

/** Whether a version is there already: versions never change, so it is not published again. */
export async function isPublished(registry, { name, version }) {
  return (await readPackument(registry, name))?.versions?.[version] !== undefined;
}
