import { CREDENTIALS_VARIABLE } from "./credentials.js";
import type { ConnectorDemo } from "./connector-demo.js";
import { foldText } from "./report/columns.js";

/** What `--list` prints: name and title of every scenario. */
export function toList(demo: ConnectorDemo, width: number): string {
  const names = Math.max(...demo.scenarios.map(({ name }) => name.length)) + 2;
  return demo.scenarios
    .flatMap(({ name, title, needsSimulator }) => {
      const text = needsSimulator === undefined ? title : `${title} (simulator only)`;
      return foldText(text, width - names - 2).map((line, index) => `  ${(index === 0 ? name : "").padEnd(names)}${line}`);
    })
    .join("\n");
}

const INDENT = 26;

/** Names under each other's column. */
function foldNames(names: readonly string[], width: number): string {
  return foldText(names.join(", "), Math.max(20, width - INDENT - 24)).join(`\n${" ".repeat(INDENT)}`);
}

/** What `--help` prints. */
export function toHelp(demo: ConnectorDemo, connectors: readonly string[], width: number): string {
  return `Takes payments through Switchyard's client, over HTTP, and compares every step with
what it expects. Without credentials they go to a simulator on this machine.

Usage
  npm start [-- <flags>]

Flags
  -s, --scenario <name>   run this scenario; may be repeated, or hold several: a,b
  -l, --list              list the scenarios
  -c, --connector <name>  the connector to show: ${foldNames(connectors, width)}
  -a, --all               every connector, and one table at the end
  -v, --verbose           show each request and response, masked
      --json              print one JSON document, and nothing else
      --no-color          no colours; NO_COLOR does the same
  -h, --help              this text

Scenarios
${toList(demo, width)}

Sandbox
  ${CREDENTIALS_VARIABLE} names a TOML file with credentials. The scenarios that
  need no simulator then run against the processor's own sandbox:

    [worldpay]
    key1       = "the API user name"
    api_key    = "the API password"
    api_secret = "the entity"
    base_url   = "https://..."    # optional

Exit code
  0  everything was as expected
  1  something differed, or went wrong
  2  the command or the credentials file is not understood
`;
}
