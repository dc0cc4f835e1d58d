import { createHash, createHmac } from "node:crypto";
import { secret } from "@switchyard/interfaces";
import { describe, expect, it } from "vitest";
import { novalnet } from "../src/index.js";
import { requestFixture } from "./fixtures.js";
import { ACCESS_KEY } from "./wire.js";

const REVERSED = "24_yek_ssecca_omed_nn";
const textOf = (name: string) => String(requestFixture(`webhook.${name}`).body);
const checksumOf = (name: string) => /"checksum":"([0-9a-f]{64})"/.exec(textOf(name))?.[1];

/** The strings of the worked vectors, as the tech-spec writes them down (section 7.2). */
const SIGNED = [
  ["payment", `14550000012345678PAYMENTSUCCESS1050EUR${REVERSED}`],
  ["chargeback", `14550000077777777CHARGEBACKSUCCESS1050EUR${REVERSED}`],
  ["chargeback-rounded", `14550000077777776CHARGEBACKSUCCESS1050EUR${REVERSED}`],
  ["refund", `14550000088888888TRANSACTION_REFUNDSUCCESS1050EUR${REVERSED}`],
  ["cancel", `14550000012345678TRANSACTION_CANCELSUCCESS${REVERSED}`],
] as const;

const verify = (body: string) =>
  novalnet.webhooks?.verifyWebhookSource(
    { method: "POST", url: "", headers: {}, body: new TextEncoder().encode(body) },
    { secrets: [secret(ACCESS_KEY)] },
    { now: () => new Date(0) },
  );
const MISMATCH = { verified: false, reason: "signature_mismatch" };

describe("seed 002: Pattern 3, body-extracted signature", () => {
  it.each(SIGNED)("the checksum in the body of %s is the SHA-256 of %s", async (name, text) => {
    expect(checksumOf(name)).toBe(createHash("sha256").update(text).digest("hex"));
    // An odd id that was rounded on the way is another id.
    expect(await verify(textOf(name))).toEqual(name === "chargeback-rounded" ? MISMATCH : { verified: true });
  });

  it("is a plain hash with the key in it: not the HMAC-SHA256 that seed 002 lists for Novalnet", async () => {
    const message = SIGNED[0][1];
    const signedWith = (checksum: string) => verify(textOf("payment").replace(checksumOf("payment") ?? "", checksum));
    expect(await signedWith(createHash("sha256").update(message).digest("hex"))).toEqual({ verified: true });
    for (const text of [message, message.replace(REVERSED, "")]) {
      expect(await signedWith(createHmac("sha256", ACCESS_KEY).update(text).digest("hex"))).toEqual(MISMATCH);
    }
  });
});
