import { byId, make } from "./make.ts";
import { filesOf, type PickedFile } from "./picked.ts";
import { type Language, number, say, type TextId } from "./words.ts";

/** Larger than any note, policy or receipt. */
const MOST_BYTES = 1024 * 1024;

/** Files that the reader brought along for one purpose: texts by name, with a button to choose and one to remove. */
export class KeptFiles {
  private texts = new Map<string, string>();
  private readonly input = make("input");
  private readonly choose = make("button");
  private readonly remove = make("button");
  private readonly label = make("span", { class: "label" });
  private readonly count = make("span", { class: "count" });
  private readonly title: TextId;

  constructor(kind: "policy" | "known" | "receipts", many: boolean, onChange: () => void) {
    this.title = kind;
    const place = byId("brought").querySelector(`[data-kept=${kind}]`);
    Object.assign(this.input, { type: "file", multiple: many, hidden: true, id: `kept-${kind}` });
    for (const button of [this.choose, this.remove]) button.type = "button";
    this.choose.onclick = () => this.input.click();
    this.remove.onclick = () => {
      this.set(new Map());
      onChange();
    };
    this.input.onchange = async () => {
      this.set(await textsOf(filesOf(this.input)));
      this.input.value = "";
      onChange();
    };
    place?.append(this.label, make("span", { class: "row" }, this.choose, this.count, this.remove), this.input);
  }

  get all(): ReadonlyMap<string, string> {
    return this.texts;
  }

  set(texts: Map<string, string>): void {
    this.texts = texts;
  }

  speak(language: Language): void {
    const { size } = this.texts;
    const [only] = this.texts.keys();
    this.label.textContent = say(language, this.title);
    this.choose.textContent = say(language, "choose");
    this.choose.setAttribute("aria-label", `${say(language, this.title)}: ${say(language, "choose")}`);
    this.count.textContent = size === 0 ? "" : size === 1 ? (only ?? "") : say(language, "files", { n: number(language, size) });
    this.remove.textContent = say(language, "remove");
    this.remove.setAttribute("aria-label", `${say(language, this.title)}: ${say(language, "remove")}`);
    this.remove.hidden = size === 0;
  }
}

/** A file that is too large to be one of these is not read: its text is empty, and is judged as such. */
export async function textsOf(files: readonly PickedFile[]): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for (const { path, file } of files) texts.set(path, file.size > MOST_BYTES ? "" : await file.text());
  return texts;
}
