import type { RequestContent } from "@switchyard/interfaces";
import type { BytesLike } from "../encoding/utf8.js";
import { openBytes, toWellFormed } from "../encoding/utf8.js";

/** A body that is complete already: text or bytes. Wrap it in a Secret if a log must not show it; bytes are never shown. */
export function raw(content: BytesLike, contentType: string): RequestContent {
  return {
    kind: "raw",
    contentType,
    encode: () => {
      const open = openBytes(content);
      return typeof open === "string" ? toWellFormed(open) : new Uint8Array(open);
    },
    mask: () => {
      if (typeof content === "string") return content;
      return ArrayBuffer.isView(content) ? `[${String(content.length)} bytes]` : content.masked();
    },
  };
}
