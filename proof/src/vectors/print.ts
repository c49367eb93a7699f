/** JSON for files that people read and compare: a value stands on one line where it fits, else each member on its own. */

/** Columns of a line, as everywhere in the house. */
export const COLUMNS = 140;

/** The text of a value, with a newline at its end. Depends on the value alone, so that a file made anew is the same file. */
export function printed(value: unknown, columns = COLUMNS): string {
  return `${print(value, "", 0, columns)}\n`;
}

/** `taken` columns of the line are gone before the value begins; one is kept for the comma behind it. */
function print(value: unknown, indent: string, taken: number, columns: number): string {
  const line = onOneLine(value);
  if (typeof value !== "object" || value === null || taken + line.length + 1 <= columns) return line;
  const deeper = `${indent}  `;
  const inner = membersOf(value).map(([name, member]) => `${deeper}${name}${print(member, deeper, deeper.length + name.length, columns)}`);
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  return `${open}\n${inner.join(",\n")}\n${indent}${close}`;
}

function onOneLine(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const inner = membersOf(value).map(([name, member]) => `${name}${onOneLine(member)}`);
  if (Array.isArray(value)) return `[${inner.join(", ")}]`;
  return inner.length === 0 ? "{}" : `{ ${inner.join(", ")} }`;
}

/** Members with their name as it is written; items of a list have none. */
function membersOf(value: object): [string, unknown][] {
  if (Array.isArray(value)) return value.map((item) => ["", item]);
  return Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(([name, member]) => [`${JSON.stringify(name)}: `, member]);
}
