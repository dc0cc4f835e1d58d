import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, expectTypeOf, it } from "vitest";
import * as values from "../src/index.js";
import type * as types from "../src/index.js";

/** Our counterparts of what seed 000's import list names. A name that the package does not export does not compile here. */
interface Counterparts {
  Secret: types.Secret;
  AuthenticationType: types.AuthenticationType;
  Currency: types.Currency;
  CountryAlpha2: types.CountryAlpha2;
  HttpMethod: types.HttpMethod;
  MinorUnit: types.MinorUnit;
  secretEmail: typeof types.secretEmail;
  secretIpAddress: typeof types.secretIpAddress;
  ConnectorError: types.ConnectorError;
  FlowContext: types.FlowContext;
  BankDebitData: types.BankDebitData;
  BankRedirectData: types.BankRedirectData;
  BankTransferData: types.BankTransferData;
  Card: types.Card;
  CardRedirectData: types.CardRedirectData;
  GiftCardData: types.GiftCardData;
  PayLaterData: types.PayLaterData;
  PaymentMethodData: types.PaymentMethodData;
  VoucherData: types.VoucherData;
  WalletData: types.WalletData;
  AccessToken: types.AccessToken;
  AdditionalConnectorResponse: types.AdditionalConnectorResponse;
  ConnectorAuthType: types.ConnectorAuthType;
  ErrorResponse: types.ErrorResponse;
  KlarnaSdkResponse: types.KlarnaSdkResponse;
  PaymentMethodToken: types.PaymentMethodToken;
  RouterData: types.RouterData;
  FlowTypes: types.FlowTypes;
  AccessTokenRequestData: types.AccessTokenRequestData;
  BrowserInformation: types.BrowserInformation;
  CompleteAuthorizeData: types.CompleteAuthorizeData;
  CustomerDetails: types.CustomerDetails;
  MandateRevokeRequestData: types.MandateRevokeRequestData;
  PaymentMethodTokenizationData: types.PaymentMethodTokenizationData;
  PaymentsAuthorizeData: types.PaymentsAuthorizeData;
  PaymentsCancelData: types.PaymentsCancelData;
  PaymentsCaptureData: types.PaymentsCaptureData;
  PaymentsPostSessionTokensData: types.PaymentsPostSessionTokensData;
  PaymentsPreProcessingData: types.PaymentsPreProcessingData;
  PaymentsSyncData: types.PaymentsSyncData;
  ResponseId: types.ResponseId;
  SetupMandateRequestData: types.SetupMandateRequestData;
  VerifyWebhookSourceRequestData: types.VerifyWebhookSourceRequestData;
  MandateReference: types.MandateReference;
  PaymentsResponseData: types.PaymentsResponseData;
  PayoutsResponseData: types.PayoutsResponseData;
  RedirectForm: types.RedirectForm;
  RefundsResponseData: types.RefundsResponseData;
  VerifyWebhookSourceResponseData: types.VerifyWebhookSourceResponseData;
  VerifyWebhookStatus: types.VerifyWebhookStatus;
  PaymentsAuthorizeRouterData: types.PaymentsAuthorizeRouterData;
  PaymentsCancelRouterData: types.PaymentsCancelRouterData;
  PaymentsCaptureRouterData: types.PaymentsCaptureRouterData;
  PaymentsCompleteAuthorizeRouterData: types.PaymentsCompleteAuthorizeRouterData;
  PaymentsPostSessionTokensRouterData: types.PaymentsPostSessionTokensRouterData;
  PaymentsPreProcessingRouterData: types.PaymentsPreProcessingRouterData;
  PaymentsSyncRouterData: types.PaymentsSyncRouterData;
  RefreshTokenRouterData: types.RefreshTokenRouterData;
  RefundsRouterData: types.RefundsRouterData;
  SdkSessionUpdateRouterData: types.SdkSessionUpdateRouterData;
  SetupMandateRouterData: types.SetupMandateRouterData;
  VerifyWebhookSourceRouterData: types.VerifyWebhookSourceRouterData;
  AccessTokenRouterData: types.AccessTokenRouterData;
  Connector: types.Connector;
  NO_ERROR_CODE: typeof types.NO_ERROR_CODE;
  KlarnaSessionTokenResponse: types.KlarnaSessionTokenResponse;
  SessionToken: types.SessionToken;
  IncomingWebhookEvent: types.IncomingWebhookEvent;
  PayoutMethodData: types.PayoutMethodData;
  PayoutWallet: types.PayoutWallet;
}

/** What is named otherwise here; everything else in the list keeps its name. What an author's tools replace, `utils` tests. */
const RENAMED = {
  ExposeInterface: "Secret",
  PeekInterface: "Secret",
  CustomResult: "ConnectorError",
  "pii::Email": "secretEmail",
  "pii::IpAddress": "secretIpAddress",
  "request::Method": "HttpMethod",
  date_time: "FlowContext",
  PrimitiveDateTime: "FlowContext",
  AdditionalPaymentMethodConnectorResponse: "AdditionalConnectorResponse",
  ConnectorResponseData: "AdditionalConnectorResponse",
  PaymentsSetupMandateRequestData: "SetupMandateRequestData",
  "hyperswitch_interfaces::api": "Connector",
  "hyperswitch_interfaces::consts": "NO_ERROR_CODE",
  "hyperswitch_interfaces::errors": "ConnectorError",
  router_flow_types: "FlowTypes",
  "payouts::Wallet": "PayoutWallet",
} as const satisfies Record<string, keyof Counterparts>;

const SAME_NAME =
  "Secret AuthenticationType Currency CountryAlpha2 MinorUnit BankDebitData BankRedirectData BankTransferData Card CardRedirectData GiftCardData PayLaterData PaymentMethodData VoucherData WalletData AccessToken ConnectorAuthType ErrorResponse KlarnaSdkResponse PaymentMethodToken RouterData AccessTokenRequestData BrowserInformation CompleteAuthorizeData CustomerDetails MandateRevokeRequestData PaymentMethodTokenizationData PaymentsAuthorizeData PaymentsCancelData PaymentsCaptureData PaymentsPostSessionTokensData PaymentsPreProcessingData PaymentsSyncData ResponseId SetupMandateRequestData VerifyWebhookSourceRequestData MandateReference PaymentsResponseData PayoutsResponseData RedirectForm RefundsResponseData VerifyWebhookSourceResponseData VerifyWebhookStatus PaymentsAuthorizeRouterData PaymentsCancelRouterData PaymentsCaptureRouterData PaymentsCompleteAuthorizeRouterData PaymentsPostSessionTokensRouterData PaymentsPreProcessingRouterData RefreshTokenRouterData RefundsRouterData SdkSessionUpdateRouterData SetupMandateRouterData VerifyWebhookSourceRouterData AccessTokenRouterData KlarnaSessionTokenResponse SessionToken IncomingWebhookEvent PayoutMethodData".split(
    " ",
  );

const FLOWS = [
  "AccessTokenAuth",
  "Authorize",
  "Capture",
  "PostSessionTokens",
  "PreProcessing",
  "PSync",
  "Execute",
  "RSync",
  "VerifyWebhookSource",
  "PoFulfill",
];

/** The names that the package's sources declare for others. */
function declaredNames(): ReadonlySet<string> {
  const root = fileURLToPath(new URL("../src/", import.meta.url));
  const sources = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  const text = sources.map((file) => readFileSync(`${root}${file}`, "utf8")).join("\n");
  return new Set([...text.matchAll(/^export (?:const|function|class|interface|type) (\w+)/gm)].map(([, name]) => name ?? ""));
}

describe("the import list of seed 000", () => {
  const declared = declaredNames();

  it.each([...SAME_NAME.map((name) => [name, name]), ...Object.entries(RENAMED)])("%s is found here as %s", (_seed, ours) => {
    expect(declared).toContain(ours);
  });

  it.each(FLOWS)("has the flow %s here", (flow) => {
    expect(Object.keys(values.FLOW_EFFECT)).toContain(flow);
  });

  it("has router data of the flows that the names say", () => {
    expectTypeOf<Counterparts["RefundsRouterData"]>().toEqualTypeOf<types.RouterData<"Execute">>();
    expectTypeOf<Counterparts["PaymentsCancelRouterData"]>().toEqualTypeOf<types.RouterData<"Void">>();
    expectTypeOf<Counterparts["PaymentsSyncRouterData"]["request"]>().toEqualTypeOf<Counterparts["PaymentsSyncData"]>();
    expectTypeOf<Counterparts["SetupMandateRouterData"]["request"]>().toEqualTypeOf<Counterparts["SetupMandateRequestData"]>();
    expectTypeOf<Counterparts["RefreshTokenRouterData"]["request"]>().toEqualTypeOf<Counterparts["AccessTokenRequestData"]>();
    expectTypeOf<Counterparts["VerifyWebhookSourceRouterData"]["request"]>().toEqualTypeOf<Counterparts["VerifyWebhookSourceRequestData"]>();
    expectTypeOf<Counterparts["PaymentsCompleteAuthorizeRouterData"]["request"]>().toEqualTypeOf<Counterparts["CompleteAuthorizeData"]>();
    expectTypeOf<types.TokenizationRouterData["request"]>().toEqualTypeOf<Counterparts["PaymentMethodTokenizationData"]>();
    expectTypeOf<types.MandateRevokeRouterData["request"]>().toEqualTypeOf<Counterparts["MandateRevokeRequestData"]>();
  });

  it("has no counterpart that is of any type", () => {
    type Loose = { [Name in keyof Counterparts]: 0 extends 1 & Counterparts[Name] ? Name : never }[keyof Counterparts];
    expectTypeOf<Loose>().toEqualTypeOf<never>();
    expectTypeOf<typeof values.NO_ERROR_CODE>().toExtend<string>();
  });
});
