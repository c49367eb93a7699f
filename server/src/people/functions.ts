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

export const DATA_FUNCTIONS = ["cs", "telesales", "field"] as const satisfies readonly FunctionName[];

export const isFunction = (text: string): text is FunctionName => (FUNCTIONS as readonly string[]).includes(text);

/** The desks that the web opens for somebody. */
export function desksOf(functions: readonly string[]): Array<"agent" | "supervisor"> {
  const agent = DATA_FUNCTIONS.some((name) => functions.includes(name));
  return [...(agent ? (["agent"] as const) : []), ...(functions.includes("supervisor") ? (["supervisor"] as const) : [])];
}
