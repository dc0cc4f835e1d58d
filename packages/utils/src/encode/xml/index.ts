export { parseXml } from "./read.js";
export type { XmlFields, XmlValue } from "./read.js";
export { xml } from "./write.js";
export type { XmlOptions } from "./write.js";
