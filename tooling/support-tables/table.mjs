const MARKS = { sandbox_verified: "✓✓", conformance_tested: "✓", declared: "declared", failed: "**fails**", not_supported: "–" };

export const START = "<!-- supported:start -->";
export const END = "<!-- supported:end -->";

const mark = ({ proof, date }) => (date === undefined ? MARKS[proof] : `${MARKS[proof]} (${date})`);

/** The weakest of several proofs: of a payment method with several capture methods, each must hold. */
function weakest(cells) {
  const order = ["failed", "declared", "conformance_tested", "sandbox_verified"];
  const proven = cells.filter(({ proof }) => proof !== "not_supported");
  return proven.sort((a, b) => order.indexOf(a.proof) - order.indexOf(b.proof))[0] ?? { proof: "not_supported" };
}

function captureCell(features) {
  const methods = Object.entries(features).filter(([feature, { proof }]) => feature.startsWith("capture:") && proof !== "not_supported");
  const names = methods.map(([feature, cell]) => {
    const name = feature.slice("capture:".length).replaceAll("_", " ");
    return cell.proof === "conformance_tested" ? name : `${name} ${mark(cell)}`;
  });
  return names.join(", ") || MARKS.not_supported;
}

function toRow({ paymentMethod, paymentMethodType, features }) {
  const captures = Object.entries(features).flatMap(([feature, cell]) => (feature.startsWith("capture:") ? [cell] : []));
  return [
    `${paymentMethod} ${paymentMethodType}`,
    mark(weakest(captures)),
    captureCell(features),
    mark(features.refunds),
    mark(features.mandates),
    mark(features.three_ds),
  ];
}

const LEGEND = [
  "✓: the conformance suite made this payment against the simulator, over HTTP, and the simulator's ledger agreed.",
  "✓✓ (date): it worked at the processor's own sandbox on that day.",
  "declared: the connector says so, and nothing ran. –: not supported.",
].join(" ");

const line = (cells) => `| ${cells.join(" | ")} |`;

/** The table of one connector, and the methods of its client, as Markdown. */
export function toSection(rows, methods) {
  const heads = ["payment method", "authorize", "capture", "refund", "mandate", "3DS"];
  const table = [line(heads), line(heads.map(() => "---")), ...rows.map((row) => line(toRow(row)))].join("\n");
  return `${table}\n\n${LEGEND}\n\nMethods: ${methods.map((name) => `\`${name}\``).join(", ")}.`;
}

/** A README with another section between its markers. @throws Error when it has none */
export function withSection(readme, section) {
  const [start, end] = [readme.indexOf(START), readme.indexOf(END)];
  if (start === -1 || end < start) throw new Error(`The README has no ${START} and ${END}.`);
  return `${readme.slice(0, start + START.length)}\n\n${section}\n\n${readme.slice(end)}`;
}
