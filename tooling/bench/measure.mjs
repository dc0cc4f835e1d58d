import { spawnSync } from "node:child_process";

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

/**
 * Microseconds of one call, for several functions in turn: what disturbs the machine disturbs them all. The first rounds warm up,
 * until the engine has compiled what it will compile: a process that takes payments is there within seconds.
 */
export async function inTurn(functions, { rounds = 25, calls = 400, warmUp = 25 } = {}) {
  const names = Object.keys(functions);
  const times = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = -warmUp; round < rounds; round += 1) {
    for (const name of names) {
      const each = functions[name];
      const started = process.hrtime.bigint();
      for (let call = 0; call < calls; call += 1) await each();
      if (round >= 0) times[name].push(Number(process.hrtime.bigint() - started) / 1000 / calls);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(times[name])]));
}

/** Milliseconds from start to end of processes that each run a script, in turn. */
export function starts(scripts, { rounds = 15, env = {}, cwd } = {}) {
  const names = Object.keys(scripts);
  const times = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = -1; round < rounds; round += 1) {
    for (const name of names) {
      const started = process.hrtime.bigint();
      const { status, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", scripts[name]], {
        cwd,
        env: { ...process.env, ...env },
        encoding: "utf8",
      });
      if (status !== 0) throw new Error(`${name}: ${stderr}`);
      if (round >= 0) times[name].push(Number(process.hrtime.bigint() - started) / 1e6);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(times[name])]));
}
