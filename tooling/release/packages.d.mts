interface PublicPackage {
  readonly folder: string;
  readonly manifest: { readonly name: string; readonly version: string; readonly dependencies?: Readonly<Record<string, string>> };
}
export function publicPackages(root: string): readonly PublicPackage[];
export function inOrder<P extends Pick<PublicPackage, "manifest">>(packages: readonly P[]): readonly P[];
