/** What a grant may be for. Data functions open customer data, the others never do (R37). */
export const FUNCTIONS = [
  "cs",
  "telesales",
  "field",
  "supervisor",
  "branch_head",
  "hr",
  "vendor_coordinator",
  "officer",
  "auditor",
  "operator",
  "integrator",
] as const;
export type FunctionName = (typeof FUNCTIONS)[number];

const DATA_FUNCTIONS: ReadonlySet<string> = new Set<FunctionName>(["cs", "telesales", "field"]);

/** Works with customer data; no other function opens any (R37). */
export const isDataFunction = (name: string): boolean => DATA_FUNCTIONS.has(name);

/** Is this text one of {@link FUNCTIONS}? */
export const isFunction = (text: string): text is FunctionName => (FUNCTIONS as readonly string[]).includes(text);

/** The desks that the web opens for somebody. */
export function desksOf(functions: readonly string[]): Array<"agent" | "supervisor"> {
  const agent = functions.some(isDataFunction);
  return [...(agent ? (["agent"] as const) : []), ...(functions.includes("supervisor") ? (["supervisor"] as const) : [])];
}
