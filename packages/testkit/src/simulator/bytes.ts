const encoder = new TextEncoder();

/** The whole body of a request or response; empty if there is none. */
export async function toWholeBytes(message: Request | Response): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await message.arrayBuffer());
}

/** UTF-8 bytes of a text. */
export function toUtf8(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(text);
}
