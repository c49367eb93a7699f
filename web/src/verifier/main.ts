import "./verify.css";
import { savedNotes } from "@mercusuar/proof";
import { dropped } from "./dropped.ts";
import { MINUTE_MS } from "./judge.ts";
import { Judging } from "./judging.ts";
import { KeptFiles, textsOf } from "./kept-files.ts";
import { byId } from "./make.ts";
import { filesOf, type PickedFile, pickedJournal } from "./picked.ts";
import { type Language, say, type TextId } from "./words.ts";

let language: Language = "id";
const judging = new Judging(() => language);
const changed = (): void => {
  kept.forEach((one) => {
    one.speak(language);
  });
  void judging.run();
};
const receipts = new KeptFiles("receipts", true, changed);
const kept = [new KeptFiles("policy", false, changed), new KeptFiles("known", true, changed), receipts];
const [policy, known] = kept;
judging.brought = () => ({
  vkey: byId<HTMLInputElement>("vkey").value.trim(),
  policy: [...(policy?.all.values() ?? [])][0] ?? "",
  known: [...(known?.all.values() ?? [])].flatMap(savedNotes),
  receipts: receipts.all,
  maxAge: timeOf("age", 60 * MINUTE_MS),
  maxGap: timeOf("gap", MINUTE_MS),
});

/** Milliseconds of what stands in a field, with a decimal comma or point; NaN where it is no number. */
function timeOf(field: string, unit: number): number | undefined {
  const text = byId<HTMLInputElement>(field).value.trim().replace(",", ".");
  return text === "" ? undefined : /^\d+(\.\d+)?$/.test(text) ? Number(text) * unit : Number.NaN;
}

function speak(chosen: Language): void {
  language = chosen;
  document.documentElement.lang = chosen;
  document.title = `${say(chosen, "title")} · Mercusuar`;
  for (const one of document.querySelectorAll<HTMLElement>("[data-say]")) one.textContent = say(chosen, one.dataset.say as TextId);
  for (const one of document.querySelectorAll<HTMLElement>("[data-label]"))
    one.setAttribute("aria-label", say(chosen, one.dataset.label as TextId));
  for (const one of document.querySelectorAll<HTMLInputElement>("[data-hint]")) one.placeholder = say(chosen, one.dataset.hint as TextId);
  for (const one of document.querySelectorAll<HTMLElement>("[data-language]"))
    one.setAttribute("aria-pressed", String(one.dataset.language === chosen));
  for (const one of kept) one.speak(chosen);
  judging.show();
}

/** A directory is a journal; files that are none are receipts. */
async function take(files: PickedFile[]): Promise<void> {
  const journal = pickedJournal(files);
  if (journal === undefined && files.every(({ path }) => !path.includes("/"))) {
    receipts.set(await textsOf(files));
    receipts.speak(language);
  } else judging.take(journal);
  await judging.run();
}

const directory = byId<HTMLInputElement>("directory");
const receipt = byId<HTMLInputElement>("receipt");
byId("pick-directory").onclick = () => directory.click();
byId("pick-receipt").onclick = () => receipt.click();
directory.onchange = async () => {
  await take(filesOf(directory));
  directory.value = "";
};
receipt.onchange = async () => {
  receipts.set(await textsOf(filesOf(receipt)));
  receipt.value = "";
  changed();
};
for (const id of ["vkey", "age", "gap"]) byId(id).onchange = changed;
byId("brought").onsubmit = (event) => {
  event.preventDefault();
  changed();
};
for (const one of document.querySelectorAll<HTMLElement>("[data-language]")) one.onclick = () => speak(one.dataset.language as Language);
for (const type of ["dragover", "dragleave", "drop"] as const)
  document.addEventListener(type, (event) => {
    event.preventDefault();
    byId("drop").classList.toggle("over", type === "dragover");
    if (type === "drop" && event.dataTransfer) void dropped(event.dataTransfer).then(take, () => judging.cannotDrop());
  });
speak("id");
