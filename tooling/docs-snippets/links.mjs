import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import ts from "typescript";

const PAGES = /^(?:[^/]+|docs\/.+|packages\/[^/]+\/README|packages\/[^/]+\/docs\/.+|tooling\/[^/]+\/README)\.md$/;
const NOT_OURS = new Set(["node_modules", "dist", "src", "test", "template"]);

function filesIn(root, folder) {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = path.posix.join(folder, entry.name);
    if (!entry.isDirectory()) return [file];
    return NOT_OURS.has(entry.name) || entry.name.startsWith(".") ? [] : filesIn(root, file);
  });
}

/** The pages whose links must lead somewhere, as paths from the root. Any Node that can start the workspace has what this needs. */
export function pagesOf(root) {
  return filesIn(root, "")
    .filter((file) => PAGES.test(file))
    .sort();
}

const LINK = /\[((?:[^\]`]|`[^`]*`)*)\]\(([^()\s]+(?:\([^()\s]*\)[^()\s]*)*)\)/g;
const DEFINITION = /^ {0,3}\[([^\]]+)\]: +(\S+)/;
const FENCE = /^ *(`{3,})/;
const ELSEWHERE = /^(?:[a-z][a-z+.-]*:|\/\/)/i;

/** The lines of a page, those of its code blocks left empty. */
function proseOf(text) {
  let fence;
  return text.split("\n").map((line) => {
    const [, ticks] = FENCE.exec(line) ?? [];
    if (fence === undefined && ticks !== undefined) {
      fence = ticks;
      return "";
    }
    if (fence === undefined) return line;
    if (line.trim() === fence) fence = undefined;
    return "";
  });
}

/** The relative links of a page: text, target without its fragment, fragment, and the line that they stand on. */
export function linksIn(text) {
  return proseOf(text).flatMap((line, at) => {
    const [, name, defined] = DEFINITION.exec(line) ?? [];
    const found = [...line.matchAll(LINK)].map(([, label, target]) => [label, target]);
    if (defined !== undefined) found.push([name, defined]);
    return found
      .filter(([, target]) => !ELSEWHERE.test(target))
      .map(([label, target]) => {
        const [file = "", fragment] = target.split("#");
        return { line: at + 1, label, target, file: decodeURIComponent(file), fragment };
      });
  });
}

/** What GitHub names the headings of a page: `## 4. Magic values` is `4-magic-values`, a second one `4-magic-values-1`. */
export function anchorsOf(text) {
  const seen = new Map();
  return proseOf(text).flatMap((line) => {
    const [, heading] = /^ {0,3}#{1,6} +(.*?)(?: +#+)? *$/.exec(line) ?? [];
    if (heading === undefined) return [];
    const words = heading.replace(LINK, "$1").toLowerCase();
    const slug = words.replace(/[^\p{L}\p{N}\p{M}_ -]/gu, "").replaceAll(" ", "-");
    const times = seen.get(slug) ?? 0;
    seen.set(slug, times + 1);
    return [times === 0 ? slug : `${slug}-${String(times)}`];
  });
}

/** The names that a statement at the top of a module declares, each with the node that is its declaration. */
function declaredBy(statement) {
  if (ts.isVariableStatement(statement)) {
    const { declarations } = statement.declarationList;
    return declarations.flatMap(({ name }) => namesOf(name).map((each) => [each, statement]));
  }
  const isNamed =
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement);
  return isNamed && statement.name !== undefined ? [[statement.name.text, statement]] : [];
}

function namesOf(name) {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? namesOf(element.name) : []));
}

/** The first and last line of a symbol's declaration at the top of a module, its docstring included; `undefined` where there is none. */
export function declarationOf(symbol, file, text) {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const nodes = source.statements.flatMap(declaredBy).flatMap(([name, node]) => (name === symbol ? [node] : []));
  // Overloads stand one below the other.
  const [first, last] = [nodes[0], nodes.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const lineOf = (position) => source.getLineAndCharacterOfPosition(position).line + 1;
  return { from: lineOf(first.getStart(source, true)), to: lineOf(last.getEnd()) };
}

const LINES = /^L\d+(?:-L\d+)?$/;
const fragmentOf = ({ from, to }) => (from === to ? `L${String(from)}` : `L${String(from)}-L${String(to)}`);

/** A link to lines names in its text the symbol that they declare, as code: its name, and where it stands now. */
function placeOf(link, file) {
  const [, symbol] = /^`([A-Za-z_$][\w$]*)`$/.exec(link.label) ?? [];
  if (symbol === undefined || !/\.[cm]?[jt]s$/.test(file)) return { symbol };
  const found = declarationOf(symbol, file, readFileSync(file, "utf8"));
  return { symbol, fragment: found === undefined ? undefined : fragmentOf(found) };
}

function faultOf(root, page, link) {
  const file = path.resolve(root, path.dirname(page), link.file);
  const from = link.file === "" ? path.resolve(root, page) : file;
  if (!existsSync(from)) return "there is no such file";
  const { fragment } = link;
  if (fragment === undefined) return undefined;
  if (LINES.test(fragment)) {
    const place = placeOf(link, from);
    if (place.symbol === undefined) return "a link to lines has the symbol that they declare for its text, as `symbolName`";
    if (place.fragment === undefined) return `the file declares no \`${place.symbol}\``;
    return place.fragment === fragment ? undefined : `\`${place.symbol}\` is at #${place.fragment}; node tooling/docs-snippets/relink.mjs mends this`;
  }
  if (!from.endsWith(".md") || statSync(from).isDirectory()) return "only pages have headings, and lines are written #L1-L2";
  return anchorsOf(readFileSync(from, "utf8")).includes(fragment) ? undefined : "the page has no such heading";
}

/** What is wrong with the relative links of some pages, one line for each. */
export function faultsOf(root, pages = pagesOf(root)) {
  return pages.flatMap((page) =>
    linksIn(readFileSync(path.join(root, page), "utf8")).flatMap((link) => {
      const fault = faultOf(root, page, link);
      return fault === undefined ? [] : [`${page}:${String(link.line)} [${link.label}](${link.target}): ${fault}`];
    }),
  );
}

/** A page with the line numbers of its links as the symbols stand now. What cannot be found stays as it is. */
export function relinked(root, page, text) {
  const lines = text.split("\n");
  for (const link of linksIn(text)) {
    const file = path.resolve(root, path.dirname(page), link.file);
    if (link.fragment === undefined || !LINES.test(link.fragment) || !existsSync(file)) continue;
    const { fragment } = placeOf(link, file);
    if (fragment === undefined) continue;
    const [written] = link.target.split("#");
    lines[link.line - 1] = lines[link.line - 1].replace(`[${link.label}](${link.target})`, () => `[${link.label}](${written}#${fragment})`);
  }
  return lines.join("\n");
}
