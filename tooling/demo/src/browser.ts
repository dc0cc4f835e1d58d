import { runInNewContext } from "node:vm";
import { parse, type HTMLElement } from "node-html-parser";

/** A page where the browser waits for the person in front of it. */
export interface Page {
  readonly url: string;
  readonly status: number;
  readonly title: string;
  /** What stands on the buttons. */
  readonly buttons: readonly string[];
  /** Presses a button, and gives the page that this leads to. @throws Error when there is no such button */
  press(button: string): Promise<Page>;
}

/** As many steps as a browser takes by itself before it calls that a loop. */
const MAX_STEPS = 10;

/** An input of a form. Scripts make these too. */
interface Input {
  type?: string;
  name?: string;
  value?: string;
}

/** A form as a page's script sees it. */
class Form {
  readonly #inputs: Input[];
  readonly #onSubmit: (form: Form) => void;
  readonly method: string;
  readonly action: string;
  readonly target: string | undefined;

  constructor(element: HTMLElement, base: string, onSubmit: (form: Form) => void) {
    this.method = (element.getAttribute("method") ?? "get").toUpperCase();
    this.action = new URL(element.getAttribute("action") ?? "", base).href;
    this.target = element.getAttribute("target");
    this.#inputs = element.querySelectorAll("input").map((input) => ({
      name: input.getAttribute("name") ?? "",
      value: input.getAttribute("value") ?? "",
    }));
    this.#onSubmit = onSubmit;
  }

  appendChild(input: Input): void {
    this.#inputs.push(input);
  }

  submit(): void {
    this.#onSubmit(this);
  }

  toRequest(pressed: Input = {}): Request {
    const fields = new URLSearchParams();
    for (const { name = "", value = "" } of [...this.#inputs, pressed]) if (name !== "") fields.append(name, value);
    if (this.method === "POST") return new Request(this.action, { method: "POST", body: fields });
    const url = new URL(this.action);
    url.search = fields.toString();
    return new Request(url);
  }
}

interface Message {
  readonly data: unknown;
  readonly origin: string;
}

interface Loaded {
  readonly page: Page;
  /** Forms that the page's scripts submitted, in order. */
  readonly submitted: Form[];
  readonly frames: ReadonlySet<string>;
  /** What the page said to the window around it. */
  readonly said: readonly unknown[];
  /** Tells the page's scripts what a frame said. */
  hear(message: Message): void;
}

/**
 * A browser without a screen: it runs the scripts of a page, submits what they submit, loads frames and hands their
 * messages on. Its document has what redirect pages use, and no more.
 */
export async function openPage(url: string): Promise<Page> {
  return settle(await load(new Request(url)));
}

async function load(request: Request): Promise<Loaded> {
  const { url } = request;
  const response = await fetch(request);
  return runPage(await response.text(), response.url || url, response.status);
}

function runPage(html: string, url: string, status: number): Loaded {
  const root = parse(html);
  const submitted: Form[] = [];
  const said: unknown[] = [];
  const listeners: ((message: Message) => void)[] = [];
  const forms = root.querySelectorAll("form").map((element) => ({ element, form: new Form(element, url, (each) => submitted.push(each)) }));

  const window = {
    parent: { postMessage: (data: unknown) => said.push(data) },
    addEventListener: (type: string, listener: (message: Message) => void) => {
      if (type === "message") listeners.push(listener);
    },
  };
  const document = {
    getElementById: (id: string) => forms.find(({ element }) => element.getAttribute("id") === id)?.form ?? null,
    createElement: (): Input => ({}),
  };
  // A page gives up waiting after some time; here whatever comes, comes before.
  const world = { window, document, HTMLFormElement: Form, setTimeout: () => 0 };
  for (const script of root.querySelectorAll("script")) runInNewContext(script.textContent, world, { timeout: 1_000 });

  const buttons = forms.flatMap(({ element, form }) =>
    element.querySelectorAll("button").map((button) => ({ button, form, label: button.textContent.trim() })),
  );
  const page: Page = {
    url,
    status,
    title: root.querySelector("title")?.textContent ?? "",
    buttons: buttons.map(({ label }) => label),
    async press(label) {
      const found = buttons.find((each) => each.label === label);
      if (found === undefined) throw new Error(`The page "${page.title}" has no button "${label}".`);
      const { button, form } = found;
      return settle(await load(form.toRequest({ name: button.getAttribute("name") ?? "", value: button.getAttribute("value") ?? "" })));
    },
  };
  const frames = new Set(root.querySelectorAll("iframe").map((frame) => frame.getAttribute("name") ?? ""));
  return { page, submitted, frames, said, hear: (message) => listeners.forEach((listener) => listener(message)) };
}

/** Goes on for as long as pages submit forms by themselves. */
async function settle(first: Loaded): Promise<Page> {
  let current = first;
  for (let steps = 0; steps < MAX_STEPS; steps += 1) {
    const form = current.submitted.shift();
    if (form === undefined) return current.page;
    const next = await load(form.toRequest());
    if (form.target === undefined || !current.frames.has(form.target)) {
      current = next;
      continue;
    }
    for (const data of next.said) current.hear({ data, origin: new URL(next.page.url).origin });
  }
  throw new Error(`The pages that follow "${first.page.title}" never come to rest.`);
}
