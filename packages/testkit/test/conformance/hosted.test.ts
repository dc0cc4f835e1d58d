import { describe, expect, it } from "vitest";
import { runConformance, type ConformanceProfile } from "../../src/index.js";
import { nodeKit } from "../../src/node.js";
import { failing } from "./failing.js";
import { lodgeProfile, makeLodge, visit, type LodgeFaults } from "./lodge.js";

/** A whole run over sockets takes a few seconds on a busy machine. */
const TIMEOUT = 60_000;

/** Why each check failed. */
async function reasons(only: readonly string[], faults: LodgeFaults = {}, profile: Partial<ConformanceProfile> = {}) {
  const { checks } = await runConformance(makeLodge(faults), { ...lodgeProfile, ...profile }, { kit: nodeKit, only });
  return Object.fromEntries(checks.filter(({ outcome }) => outcome === "failed").map(({ id, reason }) => [id, reason]));
}

const credit = lodgeProfile.methods.card?.credit;
if (credit === undefined) throw new Error("The profile pays with a credit card.");
const { hosted: _, ...notHosted } = credit;
const withCredit = (changes: Partial<typeof credit>): Partial<ConformanceProfile> => ({ methods: { card: { credit: { ...credit, ...changes } } } });

describe("a connector whose customers pay on a page", { timeout: TIMEOUT }, () => {
  it("passes, with what says why something was not looked at", async () => {
    const { checks } = await runConformance(makeLodge(), lodgeProfile, { kit: nodeKit });
    expect(checks.filter(({ outcome }) => outcome === "failed")).toEqual([]);
    const passed = checks.filter(({ outcome }) => outcome === "passed").map(({ id }) => id);
    expect(passed).toEqual(expect.arrayContaining(["flows.repeat-payment", "declines.1", "masking.wire", "faults.prerequisites"]));
    expect(passed).toEqual(expect.arrayContaining(["flows.update-metadata", "status-words.UpdateMetadata", "faults.changes"]));
    const skipped = checks.filter(({ outcome }) => outcome === "skipped");
    expect(skipped.filter(({ reason }) => reason === undefined)).toEqual([]);
  });

  it("stores nothing when its customers do not get through the page", async () => {
    const found = await reasons(["flows.repeat-payment", "mandates"], {}, withCredit({ browse: visit("decline") }));
    expect(Object.keys(found)).toEqual(["flows.repeat-payment", "mandates.card.credit"]);
  });
});

describe("what was stored on a page", { timeout: TIMEOUT }, () => {
  it("is caught when it cannot be charged, for each method that declares it", async () => {
    expect(Object.keys(await reasons(["mandates", "flows.repeat-payment"], { mixesUp: true }))).toEqual([
      "flows.repeat-payment",
      "mandates.card.credit",
    ]);
  });

  it("need not be charged where the profile says why", async () => {
    expect(await reasons(["mandates"], { mixesUp: true }, withCredit({ notRepeated: "Lodge charges it itself" }))).toEqual({});
  });
});

describe("credentials of other types", { timeout: TIMEOUT }, () => {
  it("are not excused where they are refused", async () => {
    const found = await reasons(["credentials.types"], {}, { otherAuth: { BodyKey: "it might be" } });
    expect(found["credentials.types"]).toBe("the profile says that BodyKey is taken, and no flow takes it");
  });
});

describe("declines on a page", { timeout: TIMEOUT }, () => {
  it("are caught when their reason is lost", async () => {
    expect(await reasons(["declines"], { forgets: true })).toEqual({ "declines.1": "the decline's code is declined; it should be no_money" });
  });

  it("are caught when the customer pays after all", async () => {
    const declines = lodgeProfile.declines.map((each) => ({ ...each, browse: visit("pay") }));
    expect((await reasons(["declines"], {}, { declines }))["declines.1"]).toContain("the decline is charged");
  });

  it("are caught when nobody goes to the page", async () => {
    const declines = lodgeProfile.declines.map(({ browse: __, ...each }) => each);
    expect((await reasons(["declines"], {}, { declines }))["declines.1"]).toContain("its outcome should be rejected");
  });
});

describe("payment data of hosted payments", { timeout: TIMEOUT }, () => {
  it.each(["number", "cvc", "holderName"] as const)("is caught when the card's %s is sent", async (leaks) => {
    expect(await reasons(["masking.wire"], { leaks })).toEqual({ "masking.wire": `card.credit is paid elsewhere, and its ${leaks} was sent` });
  });

  it("may have a field that is sent, with a reason", async () => {
    const sends = { holderName: "it is taken for the customer's name" };
    const profile = withCredit({ hosted: { reason: "on Lodge's page", sends } });
    expect(await reasons(["masking.wire"], { leaks: "holderName" }, profile)).toEqual({});
    expect((await reasons(["masking.wire"], {}, profile))["masking.wire"]).toContain("is sent all the same, and it was not");
    expect((await reasons(["masking.wire"], { leaks: "number" }, profile))["masking.wire"]).toContain("its number was sent");
  });

  it("must be sent where the profile does not say that it is not", async () => {
    const profile: Partial<ConformanceProfile> = { methods: { card: { credit: notHosted } } };
    expect((await reasons(["masking.wire"], {}, profile))["masking.wire"]).toContain("no secret of card.credit reached the processor");
  });

  it("must be there, and the page must have a name", async () => {
    expect((await reasons(["masking.wire"], {}, withCredit({ hosted: { reason: " " } })))["masking.wire"]).toContain("and not where");
    const bare = { paymentMethod: () => ({ type: "wallet", kind: "paypal_redirect" }) as const };
    const nothingElse: Partial<ConformanceProfile> = { ...withCredit(bare), declines: [], flows: {} };
    expect((await reasons(["masking.wire"], {}, nothingElse))["masking.wire"]).toContain("its data holds nothing secret");
  });
});

describe("what must be done before a payment", { timeout: TIMEOUT }, () => {
  it("is caught when a broken answer to it is believed", async () => {
    const found = await reasons(["faults"], { credulous: ["CreateOrder"] });
    expect(Object.keys(found)).toEqual(["faults.changes", "faults.prerequisites"]);
    expect(found["faults.prerequisites"]).toContain("RepeatPayment with the fault html-200 in CreateOrder, which comes first, was sent all the same");
  });

  it("does not hide that the payment itself is sent again without a key", async () => {
    const found = await reasons(["faults"], { repeats: true });
    expect(Object.keys(found)).toEqual(["faults.money"]);
    expect(found["faults.money"]).toContain("RepeatPayment with the fault reset-after-read");
  });
});

describe("answers without a status of their own", { timeout: TIMEOUT }, () => {
  const only = ["status-words.UpdateMetadata", "faults.changes"];

  it("must be named by the profile, which names no others", async () => {
    const unnamed = await reasons(only, {}, { withoutStatus: undefined });
    expect(unnamed["status-words.UpdateMetadata"]).toContain("does state decide nothing?");
    const others = { ...lodgeProfile.withoutStatus, Execute: "the same" };
    expect((await reasons(["status-words.Execute"], {}, { withoutStatus: others }))["status-words.Execute"]).toContain("none looks as if it had one");
    expect((await reasons(only, {}, { withoutStatus: { UpdateMetadata: " " } }))["status-words.UpdateMetadata"]).toContain("gives no reason");
  });

  it("are caught when their words decide after all", async () => {
    expect(Object.keys(await reasons(only, { confuses: true }))).toContain("status-words.UpdateMetadata");
  });

  it("are caught when an error is taken for a success", async () => {
    const found = await reasons(only, { shrugs: true });
    expect(found["status-words.UpdateMetadata"]).toContain("with the HTTP status 400 has the outcome accepted; it should be rejected");
  });

  it("are caught when anything is taken for one", async () => {
    const found = await failing(makeLodge({ credulous: ["UpdateMetadata"] }), lodgeProfile, true);
    expect(found).toEqual(["answers.unreadable", "faults.changes"]);
  });
});
