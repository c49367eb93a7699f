import { TrustPolicyError } from "@mercusuar/proof";
import { BadKey, type Brought, type JournalJudged, judgeJournal, judgeReceipts, MINUTE_MS, type ReceiptJudged } from "./judge.ts";
import { byId, make } from "./make.ts";
import type { PickedJournal } from "./picked.ts";
import { ProgressLine } from "./progress.ts";
import { showJournal } from "./show-journal.ts";
import { showReceipts } from "./show-receipts.ts";
import { type Language, say, type TextId } from "./words.ts";

type Shown =
  | { judged: JournalJudged; brought: Brought; seconds: number }
  | { receipts: ReceiptJudged[] }
  | { fault: TextId; what?: string }
  | undefined;

/** Another run began meanwhile: this one is nobody's any more. */
class Superseded extends Error {}

/** One verification after the other: of what was picked, under what was brought; the latest wish counts. */
export class Judging {
  brought: () => Brought = () => ({ vkey: "", policy: "", known: [], receipts: new Map(), maxAge: undefined, maxGap: undefined });
  private journal: PickedJournal | undefined;
  private noJournal = false;
  private runs = 0;
  private shown: Shown;
  private readonly language: () => Language;

  constructor(language: () => Language) {
    this.language = language;
  }

  /** What is judged from now on; undefined where what was picked holds no journal. */
  take(journal: PickedJournal | undefined): void {
    this.journal = journal;
    this.noJournal = journal === undefined;
  }

  /** What was dropped cannot be read: says how else. */
  cannotDrop(): void {
    this.runs++;
    byId("progress").hidden = true;
    this.shown = { fault: "cannotDrop" };
    this.show();
  }

  async run(): Promise<void> {
    const run = ++this.runs;
    const line = new ProgressLine(this.language);
    // What was found out before is not to be taken for the answer to this.
    this.shown = undefined;
    this.show();
    try {
      const shown = await this.judged(run, line);
      if (run === this.runs) this.shown = shown;
    } catch (error) {
      if (error instanceof Superseded) return;
      if (run === this.runs) this.shown = faultOf(error);
    }
    if (run !== this.runs) return;
    line.end();
    this.show();
  }

  private async judged(run: number, line: ProgressLine): Promise<Shown> {
    const brought = this.brought();
    if (Number.isNaN(brought.maxAge)) return { fault: "badAge" };
    if (brought.maxGap !== undefined && !(brought.maxGap >= MINUTE_MS)) return { fault: "badGap" };
    if (this.noJournal) return { fault: "noJournal" };
    const { journal } = this;
    if (journal === undefined) return brought.receipts.size === 0 ? undefined : this.alone(brought);
    const reader = {
      read: (path: string) => {
        if (run !== this.runs) throw new Superseded();
        return journal.reader.read(path);
      },
    };
    const judged = await judgeJournal(journal.name, reader, brought, new Date(), (entries, size) => line.to(entries, size));
    return { judged, brought, seconds: line.seconds };
  }

  private async alone(brought: Brought): Promise<Shown> {
    if (brought.vkey === "" && brought.policy === "") return { fault: "needKey" };
    return { receipts: await judgeReceipts(brought) };
  }

  /** The latest result in the language of the page. */
  show(): void {
    const { shown } = this;
    const language = this.language();
    const place = byId("result");
    if (shown === undefined) place.replaceChildren(make("p", { class: "quiet", text: say(language, "empty") }));
    else if ("fault" in shown)
      place.replaceChildren(make("p", { class: "fault", text: say(language, shown.fault, { what: shown.what ?? "" }) }));
    else if ("receipts" in shown) place.replaceChildren(showReceipts(shown.receipts, language));
    else {
      const { judged, brought, seconds } = shown;
      place.replaceChildren(showJournal(judged, brought, seconds, language), this.acts(judged, language));
    }
  }

  private acts(judged: JournalJudged, language: Language): HTMLElement {
    const again = make("button", { text: say(language, "again") });
    again.onclick = () => void this.run();
    const save = make("button", { text: say(language, "save") });
    save.onclick = () => saveJson(judged);
    for (const button of [again, save]) button.type = "button";
    return make("p", { class: "acts" }, save, again);
  }
}

/** The result as a file, with the time by this computer's clock. */
function saveJson({ name, verdict, ownKey }: JournalJudged): void {
  const text = `${JSON.stringify({ at: new Date().toISOString(), directory: name, keyBrought: ownKey, ...verdict }, null, 2)}\n`;
  const link = make("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = "mercusuar-verify.json";
  link.click();
  URL.revokeObjectURL(link.href);
}

function faultOf(error: unknown): Shown {
  if (error instanceof BadKey) return { fault: "badKey" };
  if (error instanceof TrustPolicyError) return { fault: "badPolicy", what: error.message };
  const { name, message } = error as Error;
  // Browsers without Ed25519 say so by this name; without a secure context there is no WebCrypto at all.
  if (name === "NotSupportedError" || globalThis.crypto?.subtle === undefined) return { fault: "oldBrowser" };
  return { fault: "unreadable", what: message };
}
