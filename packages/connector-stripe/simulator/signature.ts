const encoder = new TextEncoder();

/** `Stripe-Signature` of a raw body: one `v1` for each secret (tech-spec, section 7). Secrets are used whole. */
export async function signatureOf(secrets: readonly string[], rawBody: Uint8Array<ArrayBuffer>, at: Date): Promise<string> {
  const t = String(Math.floor(at.getTime() / 1000));
  const message = new Uint8Array([...encoder.encode(`${t}.`), ...rawBody]);
  const signatures = await Promise.all(secrets.map((secret) => sign(secret, message)));
  return [`t=${t}`, ...signatures.map((signature) => `v1=${signature}`)].join(",");
}

async function sign(secret: string, message: Uint8Array<ArrayBuffer>): Promise<string> {
  const key = await crypto.subtle.importKey("raw", encoder.encode(secret), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const mac = new Uint8Array(await crypto.subtle.sign("HMAC", key, message));
  return Array.from(mac, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
