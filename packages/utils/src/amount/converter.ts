import type { Currency, MinorUnit } from "@switchyard/interfaces";
import type { FloatMajorUnit, StringMajorUnit, StringMinorUnit, WireAmount } from "./convert.js";
import { fromMajorUnit, fromMinorUnit, toFloatMajorUnit, toMinorUnit, toStringMajorUnit, toStringMinorUnit } from "./convert.js";
import type { CurrencyExponents } from "./exponent.js";

/** Turns amounts into what a processor wants, and back. Both ways are exact, or refused. */
export interface AmountConverter<Output extends string | number> {
  /** @throws ConnectorError AmountConversionFailed, CurrencyNotSupported. */
  convert(amount: MinorUnit, currency: Currency, exponents?: CurrencyExponents): Output;
  /** Reads text and numbers alike, since processors answer in both. @throws ConnectorError AmountConversionFailed, CurrencyNotSupported. */
  convertBack(value: WireAmount, currency: Currency, exponents?: CurrencyExponents): MinorUnit;
}

/** For processors that take `1050`. */
export const MinorUnitForConnector: AmountConverter<MinorUnit> = { convert: toMinorUnit, convertBack: fromMinorUnit };
/** For processors that take `"1050"`. */
export const StringMinorUnitForConnector: AmountConverter<StringMinorUnit> = { convert: toStringMinorUnit, convertBack: fromMinorUnit };
/** For processors that take `"10.50"`. */
export const StringMajorUnitForConnector: AmountConverter<StringMajorUnit> = { convert: toStringMajorUnit, convertBack: fromMajorUnit };
/** For processors that take `10.5`. */
export const FloatMajorUnitForConnector: AmountConverter<FloatMajorUnit> = { convert: toFloatMajorUnit, convertBack: fromMajorUnit };
