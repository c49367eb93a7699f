import type { Progress } from "../platform/progress.ts";

/** Where the demo says what it does. */
export interface DemoOut {
  line(text: string): void;
  progress(label: string, total: number, unit: string): Progress;
  /** Somebody ends the program. */
  signal?: AbortSignal;
}
