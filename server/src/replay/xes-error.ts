/** What is wrong in an XES file, and where. Never holds a value of the file: names of elements only. */
export class XesError extends Error {
  /** Line on which the reader stood; 0 where the bytes could not be read as text at all. */
  readonly line: number;
  /** The element concerned, or `file`. */
  readonly element: string;
  readonly what: string;
  readonly expected: string;

  constructor(line: number, element: string, what: string, expected: string) {
    super(`line ${line}, <${element}>: ${what}; expected ${expected}`);
    this.name = "XesError";
    this.line = line;
    this.element = element;
    this.what = what;
    this.expected = expected;
  }
}
