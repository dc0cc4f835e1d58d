#!/usr/bin/env node
const [major] = process.versions.node.split(".").map(Number);

if (major < 22) {
  console.error(`This needs Node 22 or newer. This is Node ${process.versions.node}.`);
  process.exitCode = 2;
} else {
  const { main } = await import("../lib/main.mjs");
  process.exitCode = await main(process.argv.slice(2));
}
