export { encodeFormText, form } from "./form.js";
export type { FormOptions, FormStyle } from "./form.js";
export { json } from "./json.js";
export { multipart } from "./multipart.js";
export type { MultipartFile, MultipartOptions } from "./multipart.js";
export { parseForm, parseFormPairs } from "./parse-form.js";
export type { FormFields, FormList, FormValue } from "./parse-form.js";
export { raw } from "./raw.js";
