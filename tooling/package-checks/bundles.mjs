import { existsSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

/** Entries that are for Node by design. */
const NODE_ONLY = new Set([
  "@switchyard/client/undici",
  "@switchyard/testkit/node",
  "@switchyard/testkit/vitest",
  "@switchyard/registry/node",
  "@switchyard/create-connector",
]);

/** Bytes of the main entry with all it needs, minified and compressed: half a step above what each was when it was set. */
const LIMITS = { "@switchyard/interfaces": 30_000, "@switchyard/utils": 45_000, "@switchyard/client": 48_000 };
const CONNECTOR_LIMIT = 60_000;
/** Bytes of a connector by itself: what it adds to a bundle that has another one already. */
const OWN_LIMIT = 40_000;

/** Bundles each entry of a package for a browser: what needs Node does not resolve. */
export async function bundleFindings({ folder, manifest }) {
  const findings = [];
  const sizes = [];
  for (const [subpath, target] of Object.entries(manifest.exports ?? {})) {
    const entry = path.posix.join(manifest.name, subpath);
    if (typeof target === "string" || NODE_ONLY.has(entry)) continue;
    const file = path.join(folder, target.default);
    if (!existsSync(file)) {
      findings.push(`bundle: ${entry} is not built (${target.default})`);
      continue;
    }
    const { errors, bytes } = await browserBundle(file);
    findings.push(...errors.map((text) => `bundle: ${entry} does not run in a browser: ${text}`));
    if (errors.length > 0) continue;
    sizes.push(`${subpath} ${(bytes / 1000).toFixed(1)} kB`);
    const limit = LIMITS[manifest.name] ?? (manifest.switchyard?.connector === undefined ? undefined : CONNECTOR_LIMIT);
    if (subpath === "." && manifest.switchyard?.connector !== undefined) {
      const own = await browserBundle(file, ["@switchyard/*"]);
      sizes.push(`own ${(own.bytes / 1000).toFixed(1)} kB`);
      if (own.bytes > OWN_LIMIT) findings.push(`bundle: ${entry} adds ${own.bytes} bytes compressed, the limit is ${OWN_LIMIT}`);
    }
    if (subpath === "." && limit !== undefined && bytes > limit)
      findings.push(`bundle: ${entry} has ${bytes} bytes compressed, the limit is ${limit}`);
  }
  return { findings, sizes };
}

async function browserBundle(file, external = []) {
  try {
    const { outputFiles } = await build({
      entryPoints: [file],
      bundle: true,
      minify: true,
      write: false,
      format: "esm",
      platform: "browser",
      target: "es2023",
      external: ["zod", "zod/*", ...external],
      logLevel: "silent",
    });
    return { errors: [], bytes: gzipSync(outputFiles[0].contents).length };
  } catch (error) {
    return { errors: (error.errors ?? [{ text: error.message }]).map(({ text }) => text), bytes: 0 };
  }
}
