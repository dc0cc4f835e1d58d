export interface PageLink {
  /** Of the page, from 1. */
  readonly line: number;
  readonly label: string;
  readonly target: string;
  /** The target without its fragment; empty within the page. */
  readonly file: string;
  readonly fragment: string | undefined;
}
export function pagesOf(root: string): readonly string[];
export function linksIn(text: string): readonly PageLink[];
export function anchorsOf(text: string): readonly string[];
export function declarationOf(symbol: string, file: string, text: string): { readonly from: number; readonly to: number } | undefined;
export function faultsOf(root: string, pages?: readonly string[]): readonly string[];
export function relinked(root: string, page: string, text: string): string;
