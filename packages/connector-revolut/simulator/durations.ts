import { toMilliseconds, type Duration } from "@switchyard/testkit";

/** An ISO 8601 duration of days, hours, minutes and seconds: `P7D`, `PT30M`. Undefined for any other text. */
export function toDuration(text: string): Duration | undefined {
  const parts = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(text);
  if (parts === null || /^P$|T$/.test(text)) return undefined;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = parts.slice(1).map((part) => Number(part || 0));
  return { days, hours, minutes, seconds };
}

export const toMinutes = (duration: Duration): number => toMilliseconds(duration) / 60_000;
