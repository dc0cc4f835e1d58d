import { describe, expect, it } from "vitest";
import { toSection, withSection } from "../table.mjs";

const features = (given: Readonly<Record<string, { readonly proof: string; readonly date?: string }>>) => ({
  "capture:automatic": { proof: "not_supported" },
  "capture:manual_multiple": { proof: "not_supported" },
  refunds: { proof: "not_supported" },
  mandates: { proof: "not_supported" },
  three_ds: { proof: "not_supported" },
  ...given,
});

const row = (given: Parameters<typeof features>[0]) => ({ paymentMethod: "card", paymentMethodType: "credit", features: features(given) });

describe("the table of supported payment methods", () => {
  it("says how each cell is proven", () => {
    const section = toSection(
      [
        row({
          "capture:automatic": { proof: "conformance_tested" },
          "capture:manual_multiple": { proof: "conformance_tested" },
          refunds: { proof: "sandbox_verified", date: "2026-11-21" },
          mandates: { proof: "declared" },
          three_ds: { proof: "failed" },
        }),
      ],
      ["authorize", "refund"],
    );
    expect(section).toContain("| card credit | ✓ | automatic, manual multiple | ✓✓ (2026-11-21) | declared | **fails** |");
    expect(section).toContain("Methods: `authorize`, `refund`.");
  });

  it("is as good as the weakest of its capture methods", () => {
    const section = toSection([row({ "capture:automatic": { proof: "conformance_tested" }, "capture:manual_multiple": { proof: "failed" } })], []);
    expect(section).toContain("| card credit | **fails** | automatic, manual multiple **fails** | – | – | – |");
  });

  it("stands between its markers, whatever stood there before", () => {
    const readme = "# A\n\n<!-- supported:start -->\n\nold\n\n<!-- supported:end -->\n\nMore\n";
    expect(withSection(readme, "new")).toBe("# A\n\n<!-- supported:start -->\n\nnew\n\n<!-- supported:end -->\n\nMore\n");
    expect(withSection(withSection(readme, "new"), "new")).toBe(withSection(readme, "new"));
    expect(() => withSection("# A\n", "new")).toThrow(/supported:start/);
  });
});
