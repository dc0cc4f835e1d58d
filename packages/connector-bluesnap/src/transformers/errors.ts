import { NO_ERROR_CODE, NO_ERROR_MESSAGE } from "@switchyard/interfaces";
import { errorFormat, present, tryParseJson, z } from "@switchyard/utils";
import { listError, plainError } from "../responses.js";

/** A sentence, and neither a page nor a document that was cut short: `<xml>` around it does not count. */
function readSentence(body: string): string | undefined {
  const text = body.trim().replace(/^<xml>([^<]*)<\/xml>$/, "$1");
  return /^[A-Z][\w .,:;'()/-]{3,400}$/i.test(text) ? text : undefined;
}

/** BlueSnap's error bodies, tried in turn (tech-spec, section 6.1). */
export const bluesnapErrors = [
  errorFormat({
    schema: listError,
    // The first entry's code and name, and every description. Code 14002 says nothing without its name (tech-spec, section 6.2).
    read: ({ message: entries }, { statusCode }) => {
      const [first] = entries;
      const code = present(first?.code);
      const descriptions = entries.flatMap(({ description }) => present(description) ?? []);
      const message = present(first?.errorName) ?? code ?? descriptions[0] ?? NO_ERROR_MESSAGE;
      return { code: code ?? NO_ERROR_CODE, message, reason: present(descriptions.join(" & ")), statusCode };
    },
  }),
  errorFormat({
    schema: plainError,
    read: ({ errorCode: code, errorName, errorDescription }, { statusCode }) => {
      return { code, message: present(errorName) ?? code, reason: present(errorDescription), statusCode };
    },
  }),
  // A sentence, as a JSON string or bare.
  errorFormat({
    schema: z.string,
    decode: (body) => tryParseJson(body) ?? readSentence(body),
    read: (sentence, { statusCode }) => ({ code: NO_ERROR_CODE, message: readSentence(sentence) ?? NO_ERROR_MESSAGE, statusCode }),
  }),
];
