import { defineConfig } from "tsup";
import { thirdPartyNotices } from "./third-party.mjs";

/**
 * The one build of every package: ESM with source maps. White space goes, since an engine reads all of a file before it runs
 * any of it; names stay, for whoever reads a stack trace.
 * Declarations come from `tsc -b`, which also checks the types.
 */
export function packageBuild(entry, overrides = {}) {
  return defineConfig({
    entry,
    outDir: "dist",
    format: ["esm"],
    target: "es2023",
    platform: "neutral",
    splitting: true,
    treeshake: true,
    sourcemap: true,
    dts: false,
    clean: false,
    esbuildPlugins: [thirdPartyNotices()],
    esbuildOptions(options) {
      options.minifyWhitespace = true;
      options.minifySyntax = true;
    },
    ...overrides,
  });
}
