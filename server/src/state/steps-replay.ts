import { partsOfPrint } from "../platform/row-print.ts";
import type { Replayed } from "./people-replay.ts";
import { printsOf, type Told } from "./told.ts";

/** A step of an inquiry, a concern, a talk or a control: written once, and told by its own entry. */
export interface StepState extends Replayed {
  content: string;
  /** Fingerprint of the sealed text; `null`: none, or it has expired. */
  seal: string | null;
}

const KINDS: ReadonlySet<string> = new Set(["inquiry", "sanction", "talk", "control"]);

/** What happened to those who were looked into, step by step, as the journal tells it. */
export class StepsReplay {
  readonly steps = new Map<string, StepState>();

  /** Whether the entry was one of these. */
  apply({ entry, index, text }: Told): boolean {
    if (!KINDS.has(entry.typ)) return false;
    const [id, print] = [text("row"), printsOf(entry)?.[0]];
    if (id !== undefined && print !== undefined)
      this.steps.set(id, { index, content: partsOfPrint(print).content, seal: text("seal") ?? null });
    if (text("change") === "expired") this.expire(entry.body?.rows, index);
    return true;
  }

  private expire(rows: unknown, index: number): void {
    if (!Array.isArray(rows)) return;
    for (const id of rows) Object.assign(this.steps.get(String(id)) ?? {}, { seal: null, index });
  }
}
