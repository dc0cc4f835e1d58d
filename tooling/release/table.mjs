/** Lines of a table: texts to the left, numbers to the right. */
export function toTable(heads, rows) {
  const widths = heads.map((head, at) => Math.max(head.length, ...rows.map((row) => String(row[at]).length)));
  const isNumber = heads.map((_, at) => rows.every((row) => /^[\d.]+$/.test(String(row[at]))));
  const line = (cells) =>
    cells
      .map((cell, at) => (isNumber[at] ? String(cell).padStart(widths[at]) : String(cell).padEnd(widths[at])))
      .join("  ")
      .trimEnd();
  return [line(heads), ...rows.map(line)].join("\n");
}
