export { fromMajorUnit, fromMinorUnit, toFloatMajorUnit, toMinorUnit, toStringMajorUnit, toStringMinorUnit } from "./convert.js";
export type { FloatMajorUnit, StringMajorUnit, StringMinorUnit, WireAmount } from "./convert.js";
export { FloatMajorUnitForConnector, MinorUnitForConnector, StringMajorUnitForConnector, StringMinorUnitForConnector } from "./converter.js";
export type { AmountConverter } from "./converter.js";
export { readEchoedAmount, tryReadAmount } from "./echo.js";
export { scalesOf } from "./exponent.js";
export type { CurrencyExponents, Scales } from "./exponent.js";
