import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createAgenda, createTestClock } from "../src/index.js";

const START = "2026-01-15T10:00:00.000Z";

describe("the test clock", () => {
  it("stands still until it is advanced", () => {
    const clock = createTestClock(START);
    expect(clock.now().toISOString()).toBe(START);
    expect(clock.now().toISOString()).toBe(START);
    clock.advance({ days: 1, hours: 2, minutes: 3, seconds: 4, milliseconds: 5 });
    expect(clock.now().toISOString()).toBe("2026-01-16T12:03:04.005Z");
  });

  it("does not let a date that it gave out move it", () => {
    const clock = createTestClock(START);
    clock.now().setFullYear(1999);
    expect(clock.now().toISOString()).toBe(START);
  });

  it("refuses to advance backwards, and dates that are none", () => {
    const clock = createTestClock(START);
    expect(() => clock.advance({ seconds: -1 })).toThrow(RangeError);
    expect(() => clock.advance({ seconds: Number.NaN })).toThrow(RangeError);
    expect(() => clock.set("yesterday")).toThrow(RangeError);
    expect(clock.set("2020-02-02T00:00:00Z").getUTCFullYear()).toBe(2020);
  });
});

describe("the agenda", () => {
  it("runs nothing before its moment and everything at it", () => {
    const clock = createTestClock(START);
    const agenda = createAgenda(clock);
    const ran: string[] = [];
    agenda.after({ minutes: 15 }, () => ran.push("settled"));
    clock.advance({ minutes: 14, seconds: 59 });
    expect(agenda.runDue()).toBe(0);
    clock.advance({ seconds: 1 });
    expect(agenda.runDue()).toBe(1);
    expect(agenda.runDue()).toBe(0);
    expect(ran).toEqual(["settled"]);
    expect(agenda.size).toBe(0);
  });

  it("keeps the order of planning for what falls on one moment", () => {
    const agenda = createAgenda(createTestClock(START));
    const ran: number[] = [];
    for (const step of [1, 2, 3]) agenda.after({}, () => ran.push(step));
    agenda.runDue();
    expect(ran).toEqual([1, 2, 3]);
  });

  it("goes on with the rest after an action that failed", () => {
    const agenda = createAgenda(createTestClock(START));
    let ran = 0;
    agenda.after({}, () => {
      throw new Error("broken");
    });
    agenda.after({}, () => (ran += 1));
    expect(() => agenda.runDue()).toThrow("broken");
    expect(agenda.runDue()).toBe(1);
    expect(ran).toBe(1);
  });

  it("gives the same history for one long step of the clock as for many short ones", () => {
    const delays = fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 8 });
    fc.assert(
      fc.property(delays, fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 12 }), (planned, steps) => {
        expect(historyOf(planned, steps)).toEqual(historyOf(planned, [steps.reduce((sum, step) => sum + step, 0)]));
      }),
    );
  });
});

/** Each action plans one more, seven seconds later, until the third generation. */
function historyOf(delays: readonly number[], steps: readonly number[]): readonly string[] {
  const clock = createTestClock(START);
  const agenda = createAgenda(clock);
  const history: string[] = [];
  const plan = (seconds: number, name: string, generation: number): void => {
    agenda.after({ seconds }, () => {
      history.push(`${agenda.now().toISOString()} ${name}`);
      if (generation < 3) plan(7, name, generation + 1);
    });
  };
  delays.forEach((delay, index) => {
    plan(delay, `action ${index}`, 1);
  });
  for (const seconds of steps) {
    clock.advance({ seconds });
    agenda.runDue();
  }
  expect(agenda.now()).toEqual(clock.now());
  return history;
}
