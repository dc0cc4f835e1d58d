export function usualRegistry(): string;
export function readPackument(registry: string, name: string): Promise<{ readonly versions?: Readonly<Record<string, unknown>> } | undefined>;
export function isPublished(registry: string, what: { readonly name: string; readonly version: string }): Promise<boolean>;
