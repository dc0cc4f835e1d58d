export { OpenApiDocumentError, parseOpenApi } from "./openapi/document.js";
export type { OpenApiDocument } from "./openapi/document.js";
export type { MountedDocument } from "./openapi/operations.js";
export { createOpenApiValidator } from "./openapi/validator.js";
export type { OpenApiValidator, ReceivedAnswer, SchemaOptions, SentRequest } from "./openapi/validator.js";
export { placeOf, toViolationLine } from "./openapi/violation.js";
export type { OpenApiViolation } from "./openapi/violation.js";
