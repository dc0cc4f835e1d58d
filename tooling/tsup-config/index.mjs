import { defineConfig } from "tsup";

/**
 * The one build of every package: ESM, source maps, no minification.
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
    ...overrides,
  });
}
