import { NO_ERROR_CODE, NO_ERROR_MESSAGE, type ConnectorResponse, type ErrorResponse } from "@switchyard/interfaces";
import { errorFormat, present } from "@switchyard/utils";
import { listError, plainError, textError, type ListError } from "../responses.js";

/** The first entry's code and name, and every description. Code 14002 says nothing without its name (tech-spec, section 6.2). */
function readList({ message: entries }: ListError, { statusCode }: ConnectorResponse): ErrorResponse {
  const [first] = entries;
  const code = present(first?.code) ?? NO_ERROR_CODE;
  const descriptions = entries.flatMap(({ description }) => present(description) ?? []);
  return {
    code,
    message: present(first?.errorName) ?? present(first?.code) ?? descriptions[0] ?? NO_ERROR_MESSAGE,
    reason: present(descriptions.join(" & ")),
    statusCode,
  };
}

/** A sentence, and neither a page nor a document that was cut short: `<xml>` around it does not count. */
function readSentence(body: string): string | undefined {
  const text = body.trim().replace(/^<xml>([^<]*)<\/xml>$/, "$1");
  return /^[A-Z][\w .,:;'()/-]{3,400}$/i.test(text) ? text : undefined;
}

const readText = (sentence: string, { statusCode }: ConnectorResponse): ErrorResponse => ({
  code: NO_ERROR_CODE,
  message: readSentence(sentence) ?? NO_ERROR_MESSAGE,
  statusCode,
});

/** BlueSnap's error bodies, tried in turn (tech-spec, section 6.1). */
export const bluesnapErrors = [
  errorFormat({ schema: listError, read: readList }),
  errorFormat({
    schema: plainError,
    read: ({ errorCode, errorName, errorDescription }, { statusCode }) => ({
      code: errorCode,
      message: present(errorName) ?? errorCode,
      reason: present(errorDescription),
      statusCode,
    }),
  }),
  errorFormat({ schema: textError, read: readText }),
  errorFormat({ schema: textError, decode: readSentence, read: readText }),
];
