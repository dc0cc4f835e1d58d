import fc from "fast-check";
import { describe, expect, expectTypeOf, it } from "vitest";
import {
  FLOW_EFFECT,
  fromOldRouterData,
  secret,
  toOldRouterData,
  type ExternalAuthenticationFlowData,
  type Flow,
  type FlowTypes,
  type ResourceCommonData,
  type RouterData,
  type RouterDataV2,
} from "../src/index.js";
import { RESOURCE_DATA, contents, credentials, strayFields } from "./router-data-arbitraries.js";

const flows = Object.keys(FLOW_EFFECT) as Flow[];

/** Own fields by their names, as they are: what two records must share, value by value, to be the same. */
function fieldsOf(record: object): ReadonlyMap<PropertyKey, unknown> {
  return new Map(Reflect.ownKeys(record).map((key) => [key, Object.getOwnPropertyDescriptor(record, key)?.value as unknown]));
}

function expectSameFields(actual: object, expected: object): void {
  const [got, wanted] = [fieldsOf(actual), fieldsOf(expected)];
  expect(new Set(got.keys())).toEqual(new Set(wanted.keys()));
  // Identity, not likeness: a Secret that was copied would be another one.
  for (const [key, value] of wanted) expect(got.get(key)).toBe(value);
  expect(Object.getPrototypeOf(actual)).toBe(Object.prototype);
}

/** `__proto__` too becomes a field of its own, as it does when a document is parsed. */
function withFields<T extends object>(record: T, fields: readonly (readonly [string, unknown])[]): T {
  const copy = { ...record };
  for (const [key, value] of fields) Object.defineProperty(copy, key, { value, writable: true, enumerable: true, configurable: true });
  return copy;
}

const cores = fc.record(
  { connectorAuthType: credentials, request: contents, response: contents },
  { requiredKeys: ["connectorAuthType", "request"] },
);

/** First-generation records of a flow. Its request and response are anything: the conversion looks at neither. */
function flatRecords(flow: Flow): fc.Arbitrary<RouterData> {
  return fc
    .tuple(RESOURCE_DATA[flow], cores, strayFields)
    .map(([common, core, stray]) => withFields({ ...common, ...core, flow }, stray) as unknown as RouterData);
}

/** Second-generation records of a flow. */
function nestedRecords(flow: Flow): fc.Arbitrary<RouterDataV2> {
  return fc
    .tuple(RESOURCE_DATA[flow], cores, strayFields)
    .map(([common, core, stray]) => ({ ...core, flow, resourceCommonData: withFields(common, stray) }) as unknown as RouterDataV2);
}

describe.each(flows)("router data of %s", (flow) => {
  it("comes back whole from the second generation", () => {
    fc.assert(
      fc.property(flatRecords(flow), (flat) => {
        const before = { ...flat };
        expectSameFields(toOldRouterData(fromOldRouterData(flat)), flat);
        expectSameFields(flat, before);
      }),
      { numRuns: 20 },
    );
  });

  it("comes back whole from the first generation", () => {
    fc.assert(
      fc.property(nestedRecords(flow), (nested) => {
        const { resourceCommonData, ...core } = fromOldRouterData(toOldRouterData(nested));
        const { resourceCommonData: expectedCommon, ...expectedCore } = nested;
        expectSameFields(resourceCommonData, expectedCommon);
        expectSameFields(core, expectedCore);
      }),
      { numRuns: 20 },
    );
  });
});

describe("router data of both generations", () => {
  const core = { flow: "Void", connectorAuthType: { type: "NoKey" }, request: { connectorTransactionId: "t" } } as const;
  const common = { merchantId: "m", connector: "c", connectorRequestReferenceId: "r" };
  const flat = (extra: object) => ({ ...common, ...core, ...extra }) as unknown as RouterData<"Void">;

  it("keeps flow, credentials, request and response apart from the resource's data", () => {
    const nested = fromOldRouterData(flat({ response: { ok: false } }));
    expect(nested).toEqual({ ...core, response: { ok: false }, resourceCommonData: common });
    expect(toOldRouterData(nested)).toEqual(flat({ response: { ok: false } }));
  });

  it("tells a response that is absent from one that is undefined", () => {
    expect(Object.keys(fromOldRouterData(flat({})))).not.toContain("response");
    expect(Object.keys(toOldRouterData(fromOldRouterData(flat({}))))).not.toContain("response");
    expect(Object.keys(fromOldRouterData(flat({ response: undefined })))).toContain("response");
    expect(Object.keys(toOldRouterData(fromOldRouterData(flat({ response: undefined }))))).toContain("response");
  });

  it("passes secrets on, the very same", () => {
    const sessionToken = secret("canary");
    const nested = fromOldRouterData(flat({ sessionToken }));
    expect(nested.resourceCommonData.sessionToken).toBe(sessionToken);
    expect(toOldRouterData(nested).sessionToken).toBe(sessionToken);
  });

  it("lets nothing into any prototype", () => {
    const polluted = JSON.parse('{"__proto__":{"response":"polluted","status":"charged"}}') as object;
    const nested = fromOldRouterData(withFields(flat({}), Object.entries(polluted)));
    expect([nested.response, nested.resourceCommonData.status, ({} as { status?: unknown }).status]).toEqual([undefined, undefined, undefined]);
    expect(Object.keys(nested)).not.toContain("response");
  });

  it("invents no response where a prototype has one", () => {
    const heir = Object.setPrototypeOf(flat({}), { response: "inherited" }) as RouterData<"Void">;
    expect(Object.keys(fromOldRouterData(heir))).not.toContain("response");
  });

  it("has no resource data with a field named like the record's own: it would be lost", () => {
    type Core = Exclude<keyof RouterDataV2<"Authorize">, symbol>;
    expectTypeOf<Core>().toEqualTypeOf<"flow" | "connectorAuthType" | "request" | "response" | "resourceCommonData">();
    type Colliding = { [F in Flow]: Extract<keyof FlowTypes[F]["common"], Core> }[Flow];
    expectTypeOf<Colliding>().toEqualTypeOf<never>();
    expectTypeOf<Extract<keyof (ResourceCommonData & ExternalAuthenticationFlowData), Core>>().toEqualTypeOf<never>();
  });

  it("has the types of its flow in both generations", () => {
    expectTypeOf<RouterData<"Execute">["request"]>().toEqualTypeOf<FlowTypes["Execute"]["request"]>();
    expectTypeOf<RouterDataV2<"PSync">["resourceCommonData"]>().toEqualTypeOf<FlowTypes["PSync"]["common"]>();
    expectTypeOf(fromOldRouterData<"Void">).returns.toEqualTypeOf<RouterDataV2<"Void">>();
    expectTypeOf(toOldRouterData<"Void">).returns.toEqualTypeOf<RouterData<"Void">>();
    // @ts-expect-error: a refund's record is no payment's
    const wrong: RouterData<"Authorize"> = flat({});
    expect(wrong.flow).toBe("Void");
  });
});
