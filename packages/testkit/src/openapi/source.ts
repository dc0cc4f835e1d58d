import { readFile } from "node:fs/promises";
import path from "node:path";
import type { OpenApiSource } from "../conformance/kit.js";
import { OpenApiDocumentError, parseOpenApi, type OpenApiDocument } from "./document.js";
import { createOpenApiValidator } from "./validator.js";

/** Names the folder with the OpenAPI documents of processors. */
export const OPENAPI_VARIABLE = "SWITCHYARD_OPENAPI_DIR";

/**
 * An OpenAPI document of version 3.0 or 3.1 from a JSON file.
 * @throws OpenApiDocumentError
 */
export async function loadOpenApi(file: string): Promise<OpenApiDocument> {
  const name = path.basename(file);
  const text = await readFile(file, "utf8").catch((cause: unknown) => {
    throw new OpenApiDocumentError(`the OpenAPI document ${name} cannot be read`, { cause });
  });
  try {
    return parseOpenApi(JSON.parse(text), name);
  } catch (cause) {
    throw cause instanceof OpenApiDocumentError ? cause : new OpenApiDocumentError(`the OpenAPI document ${name} is no JSON`, { cause });
  }
}

/** The documents of a folder, the one that `SWITCHYARD_OPENAPI_DIR` names unless given; or why there are none. */
export function openApiSource(folder: string | undefined = process.env[OPENAPI_VARIABLE]): OpenApiSource {
  if (folder === undefined || folder === "") return { missing: `${OPENAPI_VARIABLE} is not set` };
  return {
    async open(documents) {
      const loaded = documents.map(async ({ file, basePath }) => ({ name: file, basePath, document: await loadOpenApi(path.join(folder, file)) }));
      return createOpenApiValidator(await Promise.all(loaded));
    },
  };
}
