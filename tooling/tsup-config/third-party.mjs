import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/** What a package's build took in of others: their licences ask that their notices go along. */
export const NOTICES = "third-party-licenses.md";

/** The folder of the npm package that a file belongs to; `undefined` for a file of our own. */
function packageFolderOf(file) {
  const [, folder] = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file) ?? [];
  return folder;
}

function toNotice(folder) {
  const { name, version, license } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((each) => /^licen[cs]e(\.(md|txt))?$/i.test(each));
  if (file === undefined) throw new Error(`${name} brings no licence text: it cannot be bundled.`);
  const text = readFileSync(path.join(folder, file), "utf8").trim();
  return `## ${name} ${version} (${license})\n\n${text.replace(/^/gm, "    ").replace(/[ \t]+$/gm, "")}\n`;
}

/** Writes the notices of every package that is bundled, beside what was built. */
export function thirdPartyNotices() {
  return {
    name: "third-party-notices",
    setup(build) {
      build.initialOptions.metafile = true;
      build.onEnd(({ metafile }) => {
        if (metafile === undefined) return;
        const taken = Object.values(metafile.outputs).flatMap(({ inputs }) =>
          Object.entries(inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0),
        );
        const root = build.initialOptions.absWorkingDir ?? process.cwd();
        const folders = taken.map(([file]) => packageFolderOf(path.resolve(root, file))).filter((folder) => folder !== undefined);
        const target = path.resolve(root, build.initialOptions.outdir, NOTICES);
        if (folders.length === 0) return rmSync(target, { force: true });
        const head = "# Bundled packages\n\nThis package holds parts of the following ones, each under its own licence.\n";
        return writeFileSync(target, [head, ...[...new Set(folders)].sort().map(toNotice)].join("\n"));
      });
    },
  };
}

/** The packages whose notices a build wrote: names, versions, licences. */
export function bundledIn(packageFolder) {
  try {
    const text = readFileSync(path.join(packageFolder, "dist", NOTICES), "utf8");
    return [...text.matchAll(/^## (\S+) (\S+) \(([^)]+)\)$/gm)].map(([, name, version, license]) => ({ name, version, license }));
  } catch (error) {
    if (error.code === "ENOENT") return [];
    throw error;
  }
}
