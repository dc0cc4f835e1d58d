/** A parameter that names a place which holds a value already, or the other way round. */
export class BadForm extends Error {
  override readonly name = "BadForm";
}

type Tree = Map<string, Tree | string>;

/**
 * Reads Stripe's form notation: `a[b][0]=c` gives `{ a: { b: ["c"] } }`. Every value stays a text.
 *
 * @throws BadForm for brackets that do not match and for a name that is a value and a container.
 */
export function decodeForm(text: string): Readonly<Record<string, unknown>> {
  const root: Tree = new Map();
  for (const [name, value] of new URLSearchParams(text)) insert(root, toSteps(name), value, name);
  return toRecord(root);
}

function toSteps(name: string): readonly string[] {
  const match = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(name);
  if (match === null) throw new BadForm(`Invalid parameter name: ${name}`);
  const [, first = "", rest = ""] = match;
  return [first, ...Array.from(rest.matchAll(/\[([^[\]]*)\]/g), ([, step = ""]) => step)];
}

function insert(tree: Tree, [step = "", ...rest]: readonly string[], value: string, name: string): void {
  const key = step === "" ? String(tree.size) : step;
  const there = tree.get(key);
  if (rest.length === 0) {
    if (there instanceof Map) throw new BadForm(`Invalid parameter: ${name} is an object and a value.`);
    tree.set(key, value);
    return;
  }
  if (typeof there === "string") throw new BadForm(`Invalid parameter: ${name} is an object and a value.`);
  const branch: Tree = there ?? new Map<string, Tree | string>();
  tree.set(key, branch);
  insert(branch, rest, value, name);
}

function toRecord(tree: Tree): Record<string, unknown> {
  return Object.fromEntries(Array.from(tree, ([key, value]) => [key, toValue(value)]));
}

/** Keys that count from 0 make a list. */
function toValue(value: Tree | string): unknown {
  if (typeof value === "string") return value;
  const isList = value.size > 0 && Array.from({ length: value.size }, (_, index) => value.has(String(index))).every(Boolean);
  if (!isList) return toRecord(value);
  return Array.from({ length: value.size }, (_, index) => toValue(value.get(String(index)) ?? ""));
}
