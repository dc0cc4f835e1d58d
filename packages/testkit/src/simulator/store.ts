/**
 * Resources by id. One resource may go by several names: a payment's id, the merchant's reference,
 * each of the links that a processor hands out for it.
 */
export interface Store<T> {
  /** Adds or replaces. Throws when the id or an alias already names another resource. */
  put(id: string, value: T, aliases?: Iterable<string>): T;
  /** Adds names to a resource that is there. Throws when a name is taken by another one, or the resource is not there. */
  alias(id: string, ...aliases: readonly string[]): void;
  /** The resource by its id or by any alias. */
  get(name: string): T | undefined;
  has(name: string): boolean;
  /** The id behind an id or alias. */
  idOf(name: string): string | undefined;
  /** Replaces a resource by what `change` makes of it, and returns that. Throws when it is not there. */
  update(name: string, change: (current: T) => T): T;
  /** Removes a resource with all its names. Says whether it was there. */
  delete(name: string): boolean;
  /** All resources in the order in which they came. */
  values(): readonly T[];
  entries(): readonly (readonly [id: string, value: T])[];
  readonly size: number;
  clear(): void;
}

/** An empty store; `kind` names the resource in error messages. */
export function createStore<T>(kind = "resource"): Store<T> {
  const values = new Map<string, { value: T }>();
  // Every name, the id included, to the id.
  const names = new Map<string, string>();

  function claim(id: string, name: string): void {
    const owner = names.get(name);
    if (owner !== undefined && owner !== id) throw new Error(`The name ${name} belongs to another ${kind}.`);
  }

  function assign(id: string, added: readonly string[]): void {
    for (const name of added) claim(id, name);
    for (const name of added) names.set(name, id);
  }

  function find(name: string): { value: T } | undefined {
    const id = names.get(name);
    return id === undefined ? undefined : values.get(id);
  }

  function need(name: string): { value: T } {
    const found = find(name);
    if (found === undefined) throw new Error(`There is no ${kind} ${name}.`);
    return found;
  }

  return {
    put(id, value, aliases = []) {
      assign(id, [id, ...aliases]);
      values.set(id, { value });
      return value;
    },
    alias(id, ...aliases) {
      need(id);
      assign(names.get(id) ?? id, aliases);
    },
    get: (name) => find(name)?.value,
    has: (name) => names.has(name),
    idOf: (name) => names.get(name),
    update(name, change) {
      const held = need(name);
      held.value = change(held.value);
      return held.value;
    },
    delete(name) {
      const id = names.get(name);
      if (id === undefined) return false;
      for (const [alias, owner] of names) if (owner === id) names.delete(alias);
      return values.delete(id);
    },
    values: () => Array.from(values.values(), (held) => held.value),
    entries: () => Array.from(values, ([id, held]) => [id, held.value] as const),
    get size() {
      return values.size;
    },
    clear() {
      values.clear();
      names.clear();
    },
  };
}
