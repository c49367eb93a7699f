/** One piece of a message in the compiled form that Lingui runs: text, a value, a number, a plural. */
type Piece = string | [string] | [string, "number"] | [string, "plural", { one: string; other: string }];

/**
 * Compiles `{name}` (value), `{n#}` (number in the reader's notation) and `{n|one|other}` (plural).
 * Texts are short and ours: the full message syntax and its parser are not worth their weight on a slow line.
 */
export function compile(text: string): Piece[] {
  return text
    .split(/(\{[^}]+\})/)
    .filter((part) => part !== "")
    .map((part) => (part.startsWith("{") ? pieceOf(part.slice(1, -1)) : part));
}

function pieceOf(inner: string): Piece {
  const [name = "", one, other] = inner.split("|");
  if (one !== undefined && other !== undefined) return [name, "plural", { one, other }];
  return name.endsWith("#") ? [name.slice(0, -1), "number"] : [name];
}

/** A whole dictionary, compiled. */
export function compileAll(words: Record<string, string>): Record<string, Piece[]> {
  return Object.fromEntries(Object.entries(words).map(([id, text]) => [id, compile(text)]));
}
