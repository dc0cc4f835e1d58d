import { addDuration } from "./clock.js";
import type { Clock, Duration } from "./clock.js";

/**
 * What a processor does later by itself: a settlement that becomes visible, an authorization that expires.
 * There are no timers: an action runs when the simulator is next spoken to after its moment has come.
 */
export interface Agenda extends Clock {
  /** The clock's time; within an action the action's own moment, so that what it writes is dated as if it ran in time. */
  now(): Date;
  /** Plans an action. */
  after(delay: Duration, action: () => void): void;
  /** Runs what is due, in order of its moment, including what those actions plan in turn. Returns how many ran. */
  runDue(): number;
  /** How many actions are planned and not due yet, or due and not run. */
  readonly size: number;
  clear(): void;
}

interface PlannedAction {
  readonly at: Date;
  readonly action: () => void;
}

/** An agenda on the given clock. */
export function createAgenda(clock: Clock): Agenda {
  const planned: PlannedAction[] = [];
  let runningAt: Date | undefined;

  // What an action plans and writes counts from the action's own moment, so that one long step of the clock gives the
  // same history as many short ones.
  function now(): Date {
    return runningAt ?? clock.now();
  }

  function plan(next: PlannedAction): void {
    const index = planned.findIndex((other) => other.at > next.at);
    planned.splice(index === -1 ? planned.length : index, 0, next);
  }

  function takeDue(until: Date): PlannedAction | undefined {
    const first = planned[0];
    return first !== undefined && first.at <= until ? planned.shift() : undefined;
  }

  return {
    now,
    after(delay, action) {
      plan({ at: addDuration(now(), delay), action });
    },
    runDue() {
      if (runningAt !== undefined) return 0;
      const until = clock.now();
      let count = 0;
      try {
        for (let due = takeDue(until); due !== undefined; due = takeDue(until)) {
          runningAt = due.at;
          due.action();
          count += 1;
        }
      } finally {
        runningAt = undefined;
      }
      return count;
    },
    get size() {
      return planned.length;
    },
    clear() {
      planned.length = 0;
    },
  };
}
