/** Policy contexts: few, and the same for many looks, so each text is read once and written as it came. */
import { MAX_ENTRY_BYTES, type PolicyContext, parseCanonical } from "@mercusuar/proof";
import { Refusal } from "./refusal.ts";

/** Bounds against whoever sends a new one each time, or a long one: such a one is read, and forgotten. */
const MOST = 4096;
const MOST_CHARS = 4096;
const known = new Map<string, PolicyContext>();
const texts = new WeakMap<object, string>();

/** Shared by all entries of this context, and frozen therefore. Whether its members fit is for the schema to say. */
export function contextOf(text: string): PolicyContext {
  return known.get(text) ?? readContext(text);
}

function readContext(text: unknown): PolicyContext {
  if (typeof text !== "string") throw new Refusal("bad-call", "ctx: the context as canonical JSON text");
  if (text.length > MAX_ENTRY_BYTES) throw new Refusal("too-large", `ctx: ${text.length} characters, more than an entry may have`);
  const value = parsed(text);
  if (typeof value !== "object" || value === null) throw new Refusal("schema", "ctx: not an object");
  const context = Object.freeze(value) as PolicyContext;
  if (known.size >= MOST) known.clear();
  if (text.length <= MOST_CHARS) known.set(text, context);
  texts.set(context, text);
  return context;
}

function parsed(text: string): unknown {
  try {
    return parseCanonical(text);
  } catch {
    throw new Refusal("schema", "ctx: not canonical JSON");
  }
}

/** The canonical text of a context that came in as text. */
export const textOfContext = (context: PolicyContext): string | undefined => texts.get(context);
