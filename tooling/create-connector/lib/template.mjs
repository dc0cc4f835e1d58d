/** A line of its own that begins, turns or ends a part that only some connectors have. */
const DIRECTIVE = /^\s*(?:\/\/|<!--) #(if|else|end)\b ?(.*?)\s*(?:-->)?$/;

function holds(condition, facts) {
  const words = condition.split(/\s+or\s+/);
  const unknown = words.find((word) => !facts.has(word));
  if (unknown !== undefined) throw new Error(`The template asks for "${unknown}", which nobody answers.`);
  return words.some((word) => facts.get(word) === true);
}

/**
 * Leaves out what the facts do not call for: `// #if Capture or Void`, `// #else`, `// #end`, in Markdown as comments.
 * The directives themselves are left out as well.
 */
export function choose(text, facts) {
  const open = [];
  const kept = [];
  for (const line of text.split("\n")) {
    const [, directive, condition = ""] = DIRECTIVE.exec(line) ?? [];
    const innermost = open.at(-1);
    if (directive === "if") open.push({ taken: holds(condition, facts), outer: innermost?.taken !== false && innermost?.outer !== false });
    else if (directive !== undefined && innermost === undefined) throw new Error(`#${directive} without #if`);
    else if (directive === "else") innermost.taken = !innermost.taken;
    else if (directive === "end") open.pop();
    else if (innermost === undefined || (innermost.taken && innermost.outer)) kept.push(line);
  }
  if (open.length > 0) throw new Error("#if without #end");
  return kept.join("\n");
}

/** Puts values where the template has their names: `$encode`, `$today`. */
export function fillIn(text, values) {
  return text.replace(/\$([a-zA-Z]\w*)/g, (found, name) => {
    if (!Object.hasOwn(values, name)) throw new Error(`The template has ${found}, which nobody fills in.`);
    return values[name];
  });
}

/** Names in code, comments and strings apart: what a connector's own names must not meet. */
export function identifiersIn(code) {
  const bare = code.replace(/\/\*[\s\S]*?\*\/|\/\/.*$|"(?:[^"\\\n]|\\.)*"|(?<=\s)from\b/gm, " ");
  return new Set(bare.match(/[A-Za-z_$][\w$]*/g) ?? []);
}
