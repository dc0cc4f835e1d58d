import { card, minorUnit, secret } from "@switchyard/interfaces";
import type { Bench, ConformanceProfile, FlowExercise, Processor } from "@switchyard/testkit";
import type { StripeSimulator } from "./simulator.js";

type SimulatorOf = (processor: Processor) => StripeSimulator;
type Exercises = NonNullable<ConformanceProfile["flows"]>;

const PNG = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const typedCard = () => card({ number: "4242424242424242", expMonth: "11", expYear: "2031", cvc: "826" });

/** The id in a result, whatever the result is of. */
function needId(id: unknown): string {
  if (typeof id === "string" && id !== "") return id;
  throw new Error("The preparation gave no id.");
}

function fieldOf(result: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((value, name) => (typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined), result);
}

/** How the flows are exercised that the suite cannot prepare: disputes, files, payouts, sessions, increments. */
export function flowExercises(simulatorOf: SimulatorOf, account: string): Exercises {
  const simulatorAt = ({ processor }: Bench): StripeSimulator => {
    if (processor === undefined) throw new Error("Only the simulator can be prepared like this.");
    return simulatorOf(processor);
  };

  async function pay(bench: Bench, more: object = {}): Promise<string> {
    const input = {
      reference: bench.reference(),
      amount: 7319,
      currency: "USD",
      paymentMethod: typedCard(),
      returnUrl: "https://merchant.test/return",
    };
    return needId(fieldOf(await bench.call("Authorize", { ...input, ...more }), "connectorTransactionId"));
  }

  async function dispute(bench: Bench): Promise<object> {
    const connectorDisputeId = simulatorAt(bench).controls.advance.disputed(await pay(bench));
    const request = { disputeId: connectorDisputeId, connectorDisputeId, disputeStatus: "dispute_opened" };
    return { reference: bench.reference(), request };
  }

  async function upload(bench: Bench): Promise<string> {
    return needId(fieldOf(await bench.call("Upload", toUpload(bench)), "value", "providerFileId"));
  }

  const toUpload = (bench: Bench) => ({
    reference: bench.reference(),
    request: { purpose: "dispute_evidence", file: secret(PNG), fileName: "receipt.png", fileType: "image/png", fileSize: PNG.length },
  });

  const toPayout = (bench: Bench, more: object = {}, connectorCustomer: string | undefined = account) => ({
    reference: bench.reference(),
    common: { connectorCustomer, address: { billing: { address: { country: "US" } } } },
    request: {
      payoutId: bench.reference(),
      amount: minorUnit(5000),
      sourceCurrency: "USD",
      destinationCurrency: "USD",
      entityType: "Individual",
      ...more,
    },
  });

  /** Steps of a payout that come before the one that is exercised. */
  async function payoutAfter(bench: Bench, ...steps: readonly ("PoCreate" | "PoFulfill")[]): Promise<string> {
    let connectorPayoutId: string | undefined;
    for (const step of steps) {
      const result = await bench.call(step, toPayout(bench, connectorPayoutId === undefined ? {} : { connectorPayoutId }));
      connectorPayoutId = needId(fieldOf(result, "value", "connectorPayoutId"));
    }
    return needId(connectorPayoutId);
  }

  const exercise = (input: FlowExercise["input"]): FlowExercise => ({ input });

  return {
    IncrementalAuthorization: exercise(async (bench) => ({
      reference: bench.reference(),
      connectorTransactionId: await pay(bench, { captureMethod: "manual", requestIncrementalAuthorization: true }),
      totalAmount: 9000,
      additionalAmount: 1681,
      currency: "USD",
    })),
    CreateConnectorCustomer: exercise((bench) => ({
      reference: bench.reference(),
      request: { customerId: "customer-1", name: secret("Zanzibara Quillfeather"), email: secret("zanzibara.quillfeather@example.org") },
    })),
    PaymentMethodToken: exercise((bench) => ({ reference: bench.reference(), request: { paymentMethodData: typedCard(), currency: "USD" } })),
    Session: exercise((bench) => ({ reference: bench.reference(), request: { amount: minorUnit(7319), currency: "USD" } })),
    CreateOrder: exercise((bench) => ({ reference: bench.reference(), request: { amount: minorUnit(7319), currency: "USD" } })),
    DSync: exercise(dispute),
    Accept: exercise(dispute),
    Evidence: exercise(async (bench) => {
      const providerFileId = await upload(bench);
      const prepared = await dispute(bench);
      const texts = { uncategorized_text: secret("The customer came twice.") };
      const request = { ...(fieldOf(prepared, "request") as object), texts, files: { receipt: { type: "uploaded", providerFileId } } };
      return { ...prepared, request };
    }),
    Upload: exercise(toUpload),
    Retrieve: exercise(async (bench) => ({ reference: bench.reference(), request: { providerFileId: await upload(bench) } })),
    PoRecipient: exercise((bench) =>
      toPayout(
        bench,
        {
          customerDetails: { email: secret("zanzibara.quillfeather@example.org") },
          vendorDetails: { individualDetails: { firstName: secret("Zanzibara"), lastName: secret("Quillfeather") } },
        },
        undefined,
      ),
    ),
    PoRecipientAccount: exercise((bench) =>
      toPayout(bench, {
        payoutMethodData: {
          type: "bank",
          bank: { type: "ach", bankAccountNumber: secret("000123456789"), bankRoutingNumber: secret("021000021") },
        },
      }),
    ),
    PoCreate: exercise((bench) => toPayout(bench)),
    PoFulfill: exercise(async (bench) => toPayout(bench, { connectorPayoutId: await payoutAfter(bench, "PoCreate") })),
    PoCancel: exercise(async (bench) => toPayout(bench, { connectorPayoutId: await payoutAfter(bench, "PoCreate") })),
    PoSync: exercise(async (bench) => toPayout(bench, { connectorPayoutId: await payoutAfter(bench, "PoCreate", "PoFulfill") })),
  };
}
