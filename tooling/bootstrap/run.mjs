#!/usr/bin/env node
// Behind `npm start` and `npm test`: brings the toolchain to a clone that has only Node and npm, then runs the command.
// The version is looked at before anything else is imported, so that an old Node gets a sentence and no syntax error.
const [major, minor] = process.versions.node.split(".").map(Number);

if (major < 20 || (major === 20 && minor < 20)) {
  console.error(`Switchyard needs Node 20.20 or newer to start. This is Node ${process.versions.node}.`);
  process.exitCode = 1;
} else {
  import("./commands.mjs")
    .then(({ main }) => main(process.argv.slice(2)))
    .then(
      (code) => {
        process.exitCode = code;
      },
      (error) => {
        console.error(error.expected === true ? error.message : error);
        process.exitCode = 1;
      },
    );
}
