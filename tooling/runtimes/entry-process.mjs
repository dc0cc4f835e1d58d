// Node, Bun and Deno: the plan is an argument, the results are printed.
import process from "node:process";
import { smoke } from "./smoke.mjs";

const results = await smoke(JSON.parse(process.argv[2]));
console.log(JSON.stringify(results));
