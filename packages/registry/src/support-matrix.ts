import { CaptureMethod, type AnyConnector, type PaymentMethod, type PaymentMethodDetails, type PaymentMethodType } from "@switchyard/interfaces";

/** What a payment method can be asked for: the columns of the matrix. */
export type SupportFeature = "payment" | `capture:${CaptureMethod}` | "refunds" | "mandates" | "three_ds";

/** Every feature, in the order of the columns. */
export const SUPPORT_FEATURES: readonly SupportFeature[] = [
  "payment",
  ...Object.values(CaptureMethod).map((method) => `capture:${method}` as const),
  "refunds",
  "mandates",
  "three_ds",
];

/**
 * How far a feature is proven.
 *
 * - `sandbox_verified`: it worked against the processor's own sandbox.
 * - `conformance_tested`: it worked against the simulator.
 * - `declared`: the connector says so, and nothing was run.
 * - `failed`: the connector says so, and a run found otherwise.
 * - `not_supported`: the connector does not have it.
 */
export const Proof = {
  SandboxVerified: "sandbox_verified",
  ConformanceTested: "conformance_tested",
  Declared: "declared",
  Failed: "failed",
  NotSupported: "not_supported",
} as const;
export type Proof = (typeof Proof)[keyof typeof Proof];

/** What a run of the conformance suite found, as far as the matrix needs it: a report of `@switchyard/testkit` is one. */
export interface SupportReport {
  readonly connector: string;
  /** The day, as 2026-11-21, of a run against the processor's sandbox. Absent: the run was against the simulator. */
  readonly sandboxDate?: string | undefined;
  readonly matrix: readonly {
    readonly paymentMethod: string;
    readonly paymentMethodType: string;
    /** One of {@link SupportFeature}. */
    readonly feature: string;
    readonly outcome: "passed" | "failed" | "skipped";
  }[];
}

export interface SupportCell {
  readonly proof: Proof;
  /** The day of the newest run against the sandbox, with {@link Proof.SandboxVerified}. */
  readonly date?: string | undefined;
}

/** One payment method type of one connector. */
export interface SupportRow {
  readonly connector: string;
  readonly displayName: string;
  readonly paymentMethod: PaymentMethod;
  readonly paymentMethodType: PaymentMethodType;
  readonly features: Readonly<Record<SupportFeature, SupportCell>>;
}

function declares(details: PaymentMethodDetails, feature: SupportFeature): boolean {
  switch (feature) {
    case "payment":
      return true;
    case "refunds":
      return details.refunds === "supported";
    case "mandates":
      return details.mandates === "supported";
    case "three_ds":
      return details.specificFeatures?.threeDs === "supported";
    default:
      return details.supportedCaptureMethods.some((method) => feature === `capture:${method}`);
  }
}

type Place = Pick<SupportRow, "connector" | "paymentMethod" | "paymentMethodType">;

/** The proof of a declared feature: the strongest, unless any run failed. */
function proofOf(reports: readonly SupportReport[], place: Place, feature: SupportFeature): SupportCell {
  const runs = reports
    .filter(({ connector }) => connector === place.connector)
    .flatMap(({ sandboxDate, matrix }) =>
      matrix
        .filter(
          (cell) => cell.paymentMethod === place.paymentMethod && cell.paymentMethodType === place.paymentMethodType && cell.feature === feature,
        )
        .map(({ outcome }) => ({ outcome, sandboxDate })),
    );
  if (runs.some(({ outcome }) => outcome === "failed")) return { proof: Proof.Failed };
  const passed = runs.filter(({ outcome }) => outcome === "passed");
  const date = passed
    .map(({ sandboxDate }) => sandboxDate)
    .filter((day) => day !== undefined)
    .sort()
    .at(-1);
  if (date !== undefined) return { proof: Proof.SandboxVerified, date };
  return { proof: passed.length > 0 ? Proof.ConformanceTested : Proof.Declared };
}

/** What every connector supports and how far that is proven: from the declarations, and from the reports of runs. */
export function supportMatrix(
  connectors: readonly Pick<AnyConnector, "id" | "getConnectorAbout" | "getSupportedPaymentMethods">[],
  reports: readonly SupportReport[] = [],
): readonly SupportRow[] {
  return connectors.flatMap((connector) => {
    const { displayName } = connector.getConnectorAbout();
    const methods = Object.entries(connector.getSupportedPaymentMethods()) as [
      PaymentMethod,
      Partial<Record<PaymentMethodType, PaymentMethodDetails>>,
    ][];
    return methods.flatMap(([paymentMethod, types]) =>
      (Object.entries(types) as [PaymentMethodType, PaymentMethodDetails][]).map(([paymentMethodType, details]) => {
        const place = { connector: connector.id, paymentMethod, paymentMethodType };
        const cells = SUPPORT_FEATURES.map((feature): readonly [SupportFeature, SupportCell] => [
          feature,
          declares(details, feature) ? proofOf(reports, place, feature) : { proof: Proof.NotSupported },
        ]);
        // Made of the list of all features: each is there.
        return { ...place, displayName, features: Object.fromEntries(cells) as SupportRow["features"] };
      }),
    );
  });
}

const WORDS: Readonly<Record<Proof, string>> = {
  sandbox_verified: "sandbox",
  conformance_tested: "tested",
  declared: "declared",
  failed: "**fails**",
  not_supported: "–",
};

const LEGEND =
  "sandbox (date): worked against the processor's sandbox on that day. tested: passes the conformance suite against the simulator. " +
  "declared: not run. –: not supported.";

function toCell({ proof, date }: SupportCell): string {
  return date === undefined ? WORDS[proof] : `${WORDS[proof]} (${date})`;
}

/** A pipe would end the cell, a line break the row. */
function escape(text: string): string {
  return text.replace(/[|\\]/g, (character) => `\\${character}`).replace(/\s+/g, " ");
}

function toTable(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(heads), line(heads.map(() => "---")), ...rows.map(line)].join("\n");
}

/** The matrix as Markdown: a table for each connector. Columns that no payment method of a connector supports are left out. */
export function toMarkdown(matrix: readonly SupportRow[]): string {
  const connectors = [...new Set(matrix.map(({ connector }) => connector))];
  const tables = connectors.map((connector) => {
    const rows = matrix.filter((row) => row.connector === connector);
    const shown = SUPPORT_FEATURES.filter((feature) => rows.some(({ features }) => features[feature].proof !== Proof.NotSupported));
    const heads = ["payment method", ...shown.map((feature) => feature.replace("capture:", "capture: ").replaceAll("_", " "))];
    const lines = rows.map((row) => [`${row.paymentMethod}.${row.paymentMethodType}`, ...shown.map((feature) => toCell(row.features[feature]))]);
    return `### ${escape(rows[0]?.displayName ?? connector)}\n\n${toTable(heads, lines)}`;
  });
  return tables.length === 0 ? "" : `${tables.join("\n\n")}\n\n${LEGEND}\n`;
}
