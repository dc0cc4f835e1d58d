import { decryptedWalletToken, encodeBase64, needEmail, needGooglePayToken, needWalletToken, notSupported } from "@switchyard/utils";
import { needTelephoneNumber } from "../address.js";
import type { PaymentRecord } from "../stored.js";
import { plain, type DataOf, type MethodBody } from "./body.js";
import { toDecryptedWallet } from "./card.js";

type Wallet = DataOf<"wallet">;

/** Wallets of which Adyen wants no more than the name: the shopper goes to the wallet's page or app. */
const PLAIN: Readonly<Partial<Record<Wallet["kind"], string>>> = {
  ali_pay_redirect: "alipay",
  ali_pay_hk_redirect: "alipay_hk",
  we_chat_pay_redirect: "wechatpayWeb",
  we_chat_pay_qr: "wechatpayQR",
  mobile_pay_redirect: "mobilepay",
  twint_redirect: "twint",
  swish_qr: "swish",
  cashapp_qr: "cashapp",
  gcash_redirect: "gcash",
  dana_redirect: "dana",
  go_pay_redirect: "gopay_wallet",
  kakao_pay_redirect: "kakaopay",
  momo_redirect: "momo_wallet",
  touch_n_go_redirect: "touchngo",
  paypal_redirect: "paypal",
};

function toGooglePay(wallet: Extract<Wallet, { readonly kind: "google_pay" }>, data: PaymentRecord): MethodBody {
  const decrypted = decryptedWalletToken(wallet);
  if (decrypted !== undefined) return toDecryptedWallet(decrypted, wallet.info?.cardNetwork, data);
  return { paymentMethod: { type: "googlepay", googlePayToken: needGooglePayToken(wallet) } };
}

function toApplePay(wallet: Extract<Wallet, { readonly kind: "apple_pay" }>, data: PaymentRecord): MethodBody {
  const decrypted = decryptedWalletToken(wallet);
  if (decrypted !== undefined) return toDecryptedWallet(decrypted, wallet.paymentMethod?.network, data);
  // Base64 of the payment data's JSON text: not of the whole ApplePayPayment, and not the text itself.
  return { paymentMethod: { type: "applepay", applePayToken: needWalletToken(wallet).map((json) => encodeBase64(json)) } };
}

/** A wallet. @throws ConnectorError NotSupported for those that Adyen lacks */
export function toWallet(wallet: Wallet, data: PaymentRecord): MethodBody {
  switch (wallet.kind) {
    case "google_pay":
      return toGooglePay(wallet, data);
    case "apple_pay":
      return toApplePay(wallet, data);
    case "samsung_pay":
      return { paymentMethod: { type: "samsungpay", samsungPayToken: wallet.tokenData.data } };
    case "amazon_pay":
      return { paymentMethod: { type: "amazonpay", checkoutSessionId: wallet.checkoutSessionId } };
    case "mb_way_redirect":
      return { paymentMethod: { type: "mbway", telephoneNumber: needTelephoneNumber(data), shopperEmail: needEmail(data) } };
    case "vipps_redirect":
      return { paymentMethod: { type: "vipps", telephoneNumber: needTelephoneNumber(data) } };
    default: {
      const type = PLAIN[wallet.kind];
      if (type === undefined) throw notSupported("adyen", wallet);
      return plain(type);
    }
  }
}
