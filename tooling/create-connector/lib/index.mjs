export { main, planOf } from "./main.mjs";
export { AMOUNT_UNIT, AUTH, CONTENT_TYPE, FLOWS, WEBHOOK } from "./options.mjs";
export { writeWhole } from "./write.mjs";
