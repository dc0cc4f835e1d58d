interface Cell {
  readonly proof: string;
  readonly date?: string | undefined;
}
interface Row {
  readonly paymentMethod: string;
  readonly paymentMethodType: string;
  readonly features: Readonly<Record<string, Cell>>;
}
export const START: string;
export const END: string;
export function toSection(rows: readonly Row[], methods: readonly string[]): string;
export function withSection(readme: string, section: string): string;
