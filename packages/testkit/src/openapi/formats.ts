import type { FormatDefinition } from "ajv";

const DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?(Z|[+-]([01]\d|2[0-3]):?[0-5]\d)$/i;
const BASE64 = /^[A-Za-z0-9+/_-]*={0,2}$/;

function isDateTime(text: string): boolean {
  const [date = "", time = "", ...more] = text.split(/[Tt ]/);
  return more.length === 0 && DATE.test(date) && TIME.test(time);
}

function within(limit: number): FormatDefinition<number> {
  // That it is an integer is what the type says.
  return { type: "number", validate: (value) => Math.abs(value) <= limit };
}

/** The formats that are checked; every other is an annotation. */
export const FORMATS: Readonly<Record<string, FormatDefinition<number> | FormatDefinition<string>>> = {
  int32: within(2 ** 31),
  // Beyond safe integers, JSON's numbers say nothing exact.
  int64: within(2 ** 63),
  date: { type: "string", validate: (text: string) => DATE.test(text) },
  "date-time": { type: "string", validate: isDateTime },
  byte: { type: "string", validate: (text: string) => BASE64.test(text) },
};
