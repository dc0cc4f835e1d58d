import { checkBody, type Body } from "./bodies.js";
import { fieldsOf, followed, OpenApiDocumentError, own } from "./document.js";
import { createApi, type FoundOperation, type MountedDocument } from "./operations.js";
import { checkAnswerHeaders, checkHeaders, checkPath, checkQuery, type LocalViolation } from "./parameters.js";
import { withoutIds, type OpenApiViolation } from "./violation.js";

/** A request as it went onto the wire. */
export interface SentRequest {
  readonly method: string;
  /** Absolute, or from the root. */
  readonly url: string;
  readonly headers?: HeadersInit | undefined;
  readonly body?: Body;
}

/** An answer as it came back. */
export interface ReceivedAnswer {
  readonly status: number;
  readonly headers?: HeadersInit | undefined;
  readonly body?: Body;
}

/** Which document a schema is looked for in, and for which way a value goes. */
export interface SchemaOptions {
  /** The document's `name`; the first that has the schema unless given. */
  readonly document?: string | undefined;
  readonly direction?: "request" | "response" | undefined;
}

/** Requests, answers and values against OpenAPI documents. An empty list means that all is as the documents say. */
export interface OpenApiValidator {
  validateRequest(request: SentRequest): Promise<readonly OpenApiViolation[]>;
  validateResponse(request: Pick<SentRequest, "method" | "url">, answer: ReceivedAnswer): Promise<readonly OpenApiViolation[]>;
  /**
   * A value against a schema under `components`: the body of a webhook.
   * @throws OpenApiDocumentError when no document has the schema
   */
  validateSchema(name: string, value: unknown, options?: SchemaOptions): readonly OpenApiViolation[];
}

const BODILESS: ReadonlySet<number> = new Set([204, 205, 304]);

function describedAnswer(found: FoundOperation, status: number): unknown {
  const responses = fieldsOf(found.operation.fields["responses"]);
  const range = `${String(Math.floor(status / 100))}XX`;
  return own(responses, String(status)) ?? own(responses, range) ?? own(responses, range.toLowerCase()) ?? own(responses, "default");
}

/**
 * A validator of what goes to, and comes from, the APIs of some documents. A schema is compiled when the first value
 * reaches it, so that a large document costs what is used of it.
 *
 * Checked are: the operation, path, query and header parameters (and `x-query-schema`), the content type, JSON, form and
 * multipart bodies, the status and the headers of answers. Not checked: cookies, security, links, `unevaluatedProperties`
 * and `discriminator` (a choice is tried branch by branch).
 */
export function createOpenApiValidator(documents: readonly MountedDocument[]): OpenApiValidator {
  const apis = documents.map(createApi);

  function find(method: string, url: string): FoundOperation | OpenApiViolation {
    const { pathname } = new URL(url, "http://server.test");
    for (const api of apis) {
      const found = api.find(method, pathname);
      if (found !== undefined) return found;
    }
    const operation = `${method.toUpperCase()} ${withoutIds(pathname)}`;
    return { operation, side: "request", in: "operation", pointer: "", message: "no such operation", value: "a request" };
  }

  return {
    async validateRequest({ method, url, headers, body }) {
      const found = find(method, url);
      if (!("api" in found)) return [found];
      const described = followed(found.api.document, found.operation.fields["requestBody"] ?? {});
      const given = { body, headers: new Headers(headers) };
      const violations: readonly LocalViolation[] = [
        ...checkPath(found),
        ...checkQuery(found, new URL(url, "http://server.test").searchParams),
        ...checkHeaders(found, given.headers),
        ...(await checkBody(found, described["content"], given, { required: described["required"] === true, direction: "request" })),
      ];
      return violations.map((violation) => ({ operation: found.operation.title, side: "request", ...violation }));
    },

    async validateResponse({ method, url }, { status, headers, body }) {
      const found = find(method, url);
      if (!("api" in found)) return [found];
      const [operation, side] = [found.operation.title, String(status)];
      const listed = describedAnswer(found, status);
      if (listed === undefined) {
        return [{ operation, side, in: "status", pointer: "", message: "is no status that the operation lists", value: "a status" }];
      }
      const described = followed(found.api.document, listed);
      const given = { body, headers: new Headers(headers) };
      const required = !BODILESS.has(status) && method.toUpperCase() !== "HEAD";
      const violations: readonly LocalViolation[] = [
        ...checkAnswerHeaders(found, described["headers"], given.headers),
        ...(await checkBody(found, described["content"], given, { required, direction: "response" })),
      ];
      return violations.map((violation) => ({ operation, side, ...violation }));
    },

    validateSchema(name, value, { document, direction = "response" } = {}) {
      const api = apis.find(
        (each) => (document === undefined || each.name === document) && own(each.document.components?.["schemas"], name) !== undefined,
      );
      if (api === undefined) throw new OpenApiDocumentError(`no document${document === undefined ? "" : ` ${document}`} has a schema ${name}`);
      return api.schemas
        .check(own(api.document.components?.["schemas"], name), value, direction)
        .map((problem): OpenApiViolation => ({ operation: `schema ${name}`, side: "value", in: "body", ...problem }));
    },
  };
}
