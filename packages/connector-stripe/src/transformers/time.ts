import { invalid, readTime } from "@switchyard/utils";

/** A time of an answer: Stripe counts seconds since 1970. */
export function dateOf(seconds: number | null | undefined): Date | undefined {
  return seconds == null ? undefined : new Date(seconds * 1000);
}

/** Seconds since 1970 of an ISO 8601 time. @throws ConnectorError InvalidDataFormat */
export function toUnixSeconds(text: string, fieldName: string): number {
  const time = readTime(text);
  if (time === undefined) throw invalid(fieldName, "an ISO 8601 time");
  return Math.floor(time.getTime() / 1000);
}
