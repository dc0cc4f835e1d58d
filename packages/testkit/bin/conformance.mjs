#!/usr/bin/env node
// Runs the conformance suite on a connector's package: `conformance worldpay`.
import { runConformanceCommand } from "@switchyard/testkit/node";

process.exitCode = await runConformanceCommand(process.argv.slice(2), { root: process.cwd(), print: (line) => console.log(line) });
