import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { conditions: ["@switchyard/source"] },
  ssr: { resolve: { conditions: ["@switchyard/source"] } },
  test: {
    include: ["{packages,tooling}/*/test/**/*.test.ts", "docs/test/**/*.test.ts"],
    environment: "node",
    // All cores: by default one of them is kept free, which on two is half of them.
    maxWorkers: "100%",
    // A machine that is busy with other things is no reason to fail: what never ends, ends here.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // Tests that the compiler runs: *.test-d.ts. From sources, so that nothing has to be built first.
    typecheck: {
      enabled: true,
      include: ["packages/*/test/**/*.test-d.ts"],
      tsconfig: "./tsconfig.test-types.json",
    },
  },
});
