import { invalid, missing, notFound, refuseEarly } from "../errors.js";
import { emit } from "../events.js";
import { need } from "../http/endpoint.js";
import { needCaller } from "../http/gate.js";
import { answerApi } from "../http/serve.js";
import { StripeRefusal } from "../errors.js";
import type { StoredFile } from "../wires-connect.js";
import { newId, put, seconds, type Actor, type World } from "../world.js";

const PURPOSES: ReadonlySet<string> = new Set([
  "account_requirement",
  "additional_verification",
  "business_icon",
  "business_logo",
  "customer_signature",
  "dispute_evidence",
  "identity_document",
  "pci_document",
  "tax_document_user_upload",
]);
/** Of a file for a dispute: 5 MB. */
const MOST_BYTES = 5 * 1024 * 1024;
const TYPES: Readonly<Record<string, string>> = { "image/jpeg": "jpg", "image/png": "png", "application/pdf": "pdf", "text/csv": "csv" };

/** `POST /v1/files`, multipart. */
export function uploadFile(world: World, request: Request): Promise<Response> {
  return answerApi(world, request, async (owner, requestId) => {
    const form = await readMultipart(request);
    const key = request.headers.get("idempotency-key");
    const actor: Actor = { owner, origin: new URL(request.url).origin, request: { id: requestId, idempotency_key: key } };
    const file = form.get("file");
    const bytes = file instanceof Blob ? new Uint8Array(await file.arrayBuffer()) : undefined;
    const purpose = form.get("purpose");
    const named = typeof purpose === "string" ? purpose : "";
    return {
      key,
      fingerprint: `${request.url} ${named} ${String(bytes?.length)}`,
      run: () => keepFile(world, actor, form, bytes, file instanceof File ? file : undefined),
    };
  });
}

async function readMultipart(request: Request): Promise<FormData> {
  try {
    return await request.formData();
  } catch {
    const message = "Invalid request: files are uploaded as multipart/form-data.";
    return refuseEarly(400, { message, type: "invalid_request_error" });
  }
}

function keepFile(world: World, actor: Actor, form: FormData, bytes: Uint8Array<ArrayBuffer> | undefined, file: File | undefined): StoredFile {
  const strange = Array.from(form.keys()).find((name) => !/^(file|purpose|expand\[\d*\]|file_link_data.*)$/.test(name));
  if (strange !== undefined) invalid(`Received unknown parameter: ${strange}`, { code: "parameter_unknown", param: strange });
  const purpose = form.get("purpose");
  if (typeof purpose !== "string" || purpose === "") return missing("purpose");
  if (!PURPOSES.has(purpose)) invalid(`Invalid purpose: must be one of ${[...PURPOSES].join(", ")}`, { param: "purpose" });
  if (bytes === undefined || bytes.length === 0) return missing("file");
  const type = TYPES[file?.type ?? ""] ?? extensionOf(file?.name);
  if (purpose === "dispute_evidence" && !["jpg", "png", "pdf"].includes(type ?? "")) {
    invalid("Invalid file type: dispute evidence is a JPEG, PNG or PDF file.", { param: "file" });
  }
  if (bytes.length > MOST_BYTES) invalid("The file is too large: at most 5 MB are allowed.", { param: "file" });
  const id = newId(world, "file_1");
  const stored = put(world.tables.file, actor.owner, {
    id,
    object: "file",
    created: seconds(world),
    expires_at: null,
    filename: file?.name ?? null,
    links: { object: "list", data: [], has_more: false, url: `/v1/file_links?file=${id}` },
    purpose,
    size: bytes.length,
    title: null,
    type,
    url: `https://files.stripe.com/v1/files/${id}/contents`,
  });
  world.fileBytes.set(id, bytes);
  emit(world, actor, "file.created", stored);
  return stored;
}

function extensionOf(name: string | undefined): string | null {
  const extension = /\.(jpe?g|png|pdf|csv)$/i.exec(name ?? "")?.[1]?.toLowerCase();
  return extension === "jpeg" ? "jpg" : (extension ?? null);
}

const CONTENT_TYPES: Readonly<Record<string, string>> = { jpg: "image/jpeg", png: "image/png", pdf: "application/pdf", csv: "text/csv" };

/** `GET /v1/files/{id}/contents`: the bytes as they were uploaded. */
export function downloadFile(world: World, request: Request, id: string): Response {
  try {
    const owner = needCaller(world, request);
    const file = need(world, { owner }, world.tables.file, "file upload", id, "file");
    const bytes = world.fileBytes.get(id) ?? notFound("file upload", id, "file");
    return new Response(bytes, { headers: { "content-type": CONTENT_TYPES[file.type ?? ""] ?? "application/octet-stream" } });
  } catch (error) {
    if (error instanceof StripeRefusal) return Response.json({ error: error.error }, { status: error.status });
    throw error;
  }
}
