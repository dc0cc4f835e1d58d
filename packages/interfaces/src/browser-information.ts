import type { Secret } from "./secret.js";

/** What the customer's browser tells of itself. 3DS asks for it. */
export interface BrowserInformation {
  /** Bits of a colour. */
  readonly colorDepth?: number | undefined;
  readonly javaEnabled?: boolean | undefined;
  readonly javaScriptEnabled?: boolean | undefined;
  /** BCP 47, such as `en-GB`. */
  readonly language?: string | undefined;
  /** Pixels. */
  readonly screenHeight?: number | undefined;
  readonly screenWidth?: number | undefined;
  /** Minutes that UTC is ahead of the browser's clock, as `Date.getTimezoneOffset()` gives them: UTC-5 is 300. */
  readonly timeZone?: number | undefined;
  readonly ipAddress?: Secret | undefined;
  readonly acceptHeader?: string | undefined;
  readonly userAgent?: string | undefined;
  readonly osType?: string | undefined;
  readonly osVersion?: string | undefined;
  readonly deviceModel?: string | undefined;
  readonly acceptLanguage?: string | undefined;
  readonly referer?: string | undefined;
}
