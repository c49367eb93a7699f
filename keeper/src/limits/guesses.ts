/**
 * Guessing brought to an end: values of which nobody can show a token may be asked about a few times an hour only, all callers together.
 * Against whom: a server that seals guessed values and holds up everybody's tokens, to see which of them is known.
 */
import { HourNames } from "./window.ts";

export const GUESSES_AN_HOUR = 300;

export class Guesses {
  private readonly names = new HourNames();

  /**
   * Notes the tokens of such values; the same value again is no new guess. `silent`: nothing may be told in answer, known or not, for what is
   * told would say which guess was right. INVARIANT: a call that is answered has been counted.
   */
  note(tokens: readonly string[], when: number): { silent: boolean; undo(): void } {
    if (this.names.countWith([], when) >= GUESSES_AN_HOUR) return { silent: true, undo: () => undefined };
    const silent = this.names.countWith(tokens, when) > GUESSES_AN_HOUR;
    return { silent, undo: this.names.add(tokens, when) };
  }

  /** From the journal, which says how many they were. */
  remember(iid: string, count: number, when: number): void {
    this.note(
      Array.from({ length: count }, (_, n) => `${iid} ${n}`),
      when,
    );
  }
}
