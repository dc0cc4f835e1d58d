export function toTable(heads: readonly string[], rows: readonly (readonly unknown[])[]): string;
