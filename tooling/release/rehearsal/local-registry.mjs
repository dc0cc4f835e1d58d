import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A registry on loopback. Our own packages come from nowhere else; everything beside them is passed through. */
function configurationOf({ folder, upstream }) {
  return `storage: ${folder}/storage
uplinks:
  upstream:
    url: ${upstream}
    cache: true
packages:
  "@switchyard/*":
    access: $all
    publish: $all
    unpublish: $all
  "**":
    access: $all
    proxy: upstream
auth:
  htpasswd:
    file: ${folder}/htpasswd
max_body_size: 100mb
log: { type: file, path: ${folder}/registry.log, level: warn }
`;
}

/** @returns its address, the environment of npm commands that talk to it, and how to stop it */
export async function startRegistry({ node, tools, folder, upstream }) {
  mkdirSync(folder, { recursive: true });
  const config = path.join(folder, "config.yaml");
  writeFileSync(config, configurationOf({ folder, upstream }));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/`;
  // npm publishes to nobody without a token; this registry asks nobody who they are.
  const userconfig = path.join(folder, "npmrc");
  writeFileSync(userconfig, `registry=${url}\n//127.0.0.1:${port}/:_authToken=rehearsal\nfund=false\naudit=false\nupdate-notifier=false\n`);
  const program = path.join(tools, "node_modules", "verdaccio", "bin", "verdaccio");
  const child = spawn(node, [program, "--config", config, "--listen", `127.0.0.1:${port}`], { stdio: ["ignore", "pipe", "pipe"] });
  const said = [];
  child.stdout.on("data", (chunk) => said.push(chunk));
  child.stderr.on("data", (chunk) => said.push(chunk));
  const exited = new Promise((resolve) => child.once("exit", resolve));
  for (let tries = 0; ; tries += 1) {
    const answered = await fetch(`${url}-/ping`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (answered) break;
    if (child.exitCode !== null || tries > 300) throw new Error(`The registry did not start:\n${Buffer.concat(said).toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    url,
    env: { npm_config_userconfig: userconfig, npm_config_registry: url, npm_config_cache: path.join(folder, "npm-cache") },
    async stop() {
      child.kill("SIGKILL");
      await exited;
    },
  };
}
