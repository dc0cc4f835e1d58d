import { isSecret, type FormRedirect, type MaybeSecret, type RedirectForm, type WorldpayDdcRedirect } from "@switchyard/interfaces";

export interface RedirectPageOptions {
  /** The nonce of your Content-Security-Policy, for the page's inline script. */
  readonly nonce?: string;
  /** The page's language and the sentence that a customer reads while waiting. */
  readonly language?: string;
  readonly waitingText?: string;
  /** Milliseconds after which device data collection is given up and the payment goes on without it. */
  readonly collectionTimeout?: number;
}

// A bare carriage return would be read as a line feed.
const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;", "\r": "&#13;" };

/** Text made harmless in HTML, in attributes as well. */
function escapeHtml(text: string): string {
  return text.replace(/[&<>"'\r]/g, (character) => ENTITIES[character] ?? character);
}

/** A value made harmless inside a script element: JSON in which nothing can end the element. */
function toScriptValue(value: unknown): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function reveal(value: MaybeSecret): string {
  return isSecret(value) ? value.expose() : value;
}

/** A form's address must lead to a site: `javascript:` and the like would run in the page. */
function checkedUrl(url: string): string {
  const { protocol } = new URL(url);
  if (protocol !== "https:" && protocol !== "http:") throw new TypeError("A redirect must lead to an http or https address.");
  return url;
}

function inputsOf(fields: Iterable<readonly [name: string, value: string]>): string {
  return Array.from(fields, ([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`).join("");
}

function inputs(fields: Readonly<Record<string, MaybeSecret>>): string {
  return inputsOf(Object.entries(fields).map(([name, value]) => [name, reveal(value)] as const));
}

function page(content: string, options: RedirectPageOptions): string {
  const language = escapeHtml(options.language ?? "en");
  const waiting = escapeHtml(options.waitingText ?? "One moment, please. Your payment continues.");
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="referrer" content="no-referrer"><title>${waiting}</title></head><body><p>${waiting}</p>${content}</body></html>`;
}

function script(code: string, options: RedirectPageOptions): string {
  const nonce = options.nonce === undefined ? "" : ` nonce="${escapeHtml(options.nonce)}"`;
  return `<script${nonce}>${code}</script>`;
}

function formPage(form: FormRedirect, options: RedirectPageOptions): string {
  // Submitting by GET replaces the address's query with the form's fields, so the query goes along as fields.
  const query = form.method === "GET" ? inputsOf(new URL(form.endpoint).searchParams) : "";
  const button = `<noscript><button type="submit">Continue</button></noscript>`;
  const markup = `<form id="redirect" method="${form.method.toLowerCase()}" action="${escapeHtml(checkedUrl(form.endpoint))}">${query}${inputs(form.formFields)}${button}</form>`;
  // The prototype's own submit: a field named "submit" would hide the form's.
  return page(markup + script(`HTMLFormElement.prototype.submit.call(document.getElementById("redirect"))`, options), options);
}

/**
 * Device data collection: the form runs in a hidden frame, whose window message brings the collection's id.
 * Messages of another origin are ignored; after a time without one, the payment goes on without the id.
 */
function worldpayDdcPage(form: WorldpayDdcRedirect, options: RedirectPageOptions): string {
  const frame = `<iframe name="collection" hidden title="collection"></iframe>`;
  const collect = `<form id="collect" method="post" target="collection" action="${escapeHtml(checkedUrl(form.endpoint))}">${inputs(form.formFields)}</form>`;
  const done = `<form id="done" method="post" action="${escapeHtml(checkedUrl(form.returnUrl))}"></form>`;
  const settings = { origin: new URL(form.endpoint).origin, id: form.collectionId, wait: options.collectionTimeout ?? 10_000 };
  const code = `(function(s){
var left=false;
function send(form){HTMLFormElement.prototype.submit.call(form)}
function go(id){
if(left)return;left=true;
var form=document.getElementById("done");
if(typeof id==="string"&&id!==""){var input=document.createElement("input");input.type="hidden";input.name="collectionReference";input.value=id;form.appendChild(input)}
send(form)}
window.addEventListener("message",function(event){
if(event.origin!==s.origin)return;
var data;try{data=JSON.parse(event.data)}catch(error){return}
if(!data||data.MessageType!=="profile.completed")return;
go(data.Status===true?data[s.id]:undefined)});
setTimeout(go,s.wait);
send(document.getElementById("collect"))
})(${toScriptValue(settings)})`;
  return page(frame + collect + done + script(code, options), options);
}

/**
 * The page that takes the customer's browser on: it submits itself, every value in it is escaped.
 * Serve it as `text/html`; it holds what only this customer may see, so let nothing cache it.
 * @throws TypeError when the processor's address is not one of the web.
 */
export function renderRedirectForm(form: RedirectForm, options: RedirectPageOptions = {}): string {
  switch (form.type) {
    case "form":
      return formPage(form, options);
    case "worldpay_ddc":
      return worldpayDdcPage(form, options);
    case "html":
      return reveal(form.html);
  }
}
