import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { conditions: ["@switchyard/source"] },
  ssr: { resolve: { conditions: ["@switchyard/source"] } },
  test: {
    include: ["{packages,tooling}/*/test/**/*.test.ts", "docs/test/**/*.test.ts"],
    environment: "node",
  },
});
