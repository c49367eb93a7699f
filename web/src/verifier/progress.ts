import { byId } from "./make.ts";
import { type Language, number, say } from "./words.ts";

const EVERY_MS = 100;

/** Tells how far the verification is and how long it will take; silent for what is done at once. */
export class ProgressLine {
  private readonly started = performance.now();
  private shown = 0;
  private readonly language: () => Language;

  constructor(language: () => Language) {
    this.language = language;
    byId("progress").hidden = false;
    byId("progress-text").textContent = say(language(), "starting");
    byId<HTMLProgressElement>("progress-bar").removeAttribute("value");
  }

  get seconds(): number {
    return (performance.now() - this.started) / 1000;
  }

  to(entries: number, size: number): void {
    if (entries >= size) return this.concluding();
    const now = performance.now();
    if (now - this.shown < EVERY_MS) return;
    this.shown = now;
    const language = this.language();
    const text = say(language, "reading", { n: number(language, entries), of: number(language, size) });
    const left = Math.ceil((this.seconds * (size - entries)) / entries);
    byId("progress-text").textContent = this.seconds < 1 ? text : `${text} ${say(language, "left", { s: number(language, left) })}`;
    byId<HTMLProgressElement>("progress-bar").value = entries / size;
  }

  /** All is read. Where it does not fit, the verifier reads once more to find the place. */
  private concluding(): void {
    byId("progress-text").textContent = say(this.language(), "concluding");
    byId<HTMLProgressElement>("progress-bar").removeAttribute("value");
  }

  end(): void {
    byId("progress").hidden = true;
  }
}
