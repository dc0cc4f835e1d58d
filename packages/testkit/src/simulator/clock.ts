/** Tells the time. Simulators never read the machine's clock by themselves. */
export interface Clock {
  now(): Date;
}

/** A length of time; the parts are added up. */
export interface Duration {
  readonly days?: number;
  readonly hours?: number;
  readonly minutes?: number;
  readonly seconds?: number;
  readonly milliseconds?: number;
}

/** A clock that moves only when it is told to. */
export interface TestClock extends Clock {
  /** Moves forward. Throws a RangeError for a negative duration. */
  advance(by: Duration): Date;
  /** Jumps to a moment, back or forth. */
  set(to: Date | string): Date;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The machine's clock, for a simulator that a person plays with. */
export const systemClock: Clock = { now: () => new Date() };

/** The whole duration in milliseconds. */
export function toMilliseconds(duration: Duration): number {
  const { days = 0, hours = 0, minutes = 0, seconds = 0, milliseconds = 0 } = duration;
  return days * DAY + hours * HOUR + minutes * MINUTE + seconds * SECOND + milliseconds;
}

/** `moment` moved forward by `duration`. */
export function addDuration(moment: Date, duration: Duration): Date {
  return new Date(moment.getTime() + toMilliseconds(duration));
}

/**
 * A clock that stands still at `start` until it is advanced.
 *
 * @throws RangeError when `start` is no date.
 */
export function createTestClock(start: Date | string = "2026-01-15T10:00:00.000Z"): TestClock {
  let current = needTime(start);
  return {
    now: () => new Date(current),
    advance(by) {
      const step = toMilliseconds(by);
      if (!(step >= 0)) throw new RangeError("A test clock is advanced by a duration of zero or more.");
      current += step;
      return new Date(current);
    },
    set(to) {
      current = needTime(to);
      return new Date(current);
    },
  };
}

function needTime(value: Date | string): number {
  const time = new Date(value).getTime();
  if (Number.isNaN(time)) throw new RangeError("Not a date that a test clock can be set to.");
  return time;
}
