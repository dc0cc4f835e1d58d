/** `dummy-timestamp` and `dummy-signature` of an event (tech-spec, section 5). */
export async function toSignatureHeaders(secret: string, rawBody: Uint8Array<ArrayBuffer>, at: Date): Promise<Record<string, string>> {
  const encoder = new TextEncoder();
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const prefix = encoder.encode(`${timestamp}.`);
  const message = new Uint8Array(prefix.length + rawBody.length);
  message.set(prefix);
  message.set(rawBody, prefix.length);
  const key = await crypto.subtle.importKey("raw", encoder.encode(secret), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const signature = new Uint8Array(await crypto.subtle.sign("HMAC", key, message));
  const hex = Array.from(signature, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return { "dummy-timestamp": timestamp, "dummy-signature": `v1=${hex}` };
}
