import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { transform } from "esbuild";

/** Packages that serve every connector alike. */
const IMPARTIAL = new Set(["client", "utils"]);

/** Where the code of an impartial package, comments apart, has a string that is a connector's name or package. */
export async function namedConnectors({ name, folder }, connectors) {
  if (!IMPARTIAL.has(name) || connectors.length === 0) return [];
  const named = new RegExp(`(["'\`])(@switchyard/connector-)?(${connectors.join("|")})(/[^"'\`]*)?\\1`);
  const findings = [];
  for (const file of globSync("src/**/*.ts", { cwd: folder })) {
    const { code } = await transform(readFileSync(path.join(folder, file), "utf8"), { loader: "ts", legalComments: "none" });
    const match = named.exec(code);
    if (match !== null) findings.push(`names a connector: ${file} has ${match[0]}`);
  }
  return findings;
}
