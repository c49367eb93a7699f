import type { DayPicture, DeskRow } from "@mercusuar/client";
import { shortDay } from "../../app/time.ts";
import { Panel } from "../../parts/panel.tsx";
import { ReceiptLink } from "../../parts/receipt-link.tsx";
import { languageNow, useSay } from "../../words/say.ts";
import style from "./evening.module.css";

interface LookPanelProps {
  row: DeskRow;
  picture: DayPicture | undefined;
}

/** "Pembukaan ini": entry with its receipt, purpose, data, and who else opened this customer. */
export function LookPanel({ row, picture }: LookPanelProps) {
  const say = useSay();
  const entry = row.entry ?? picture?.receipt?.entry;
  const others = picture?.others.map((other) => `${shortDay(other.date, languageNow())} ${other.time} (${other.job})`).join(", ");
  return (
    <Panel title={say(row.kind === "look" ? "look.title" : "look.titleOther")}>
      <dl className={style.facts}>
        {entry !== undefined && <Fact word={say("look.receipt")}>{<ReceiptLink entry={entry} />}</Fact>}
        {picture?.purpose && <Fact word={say("look.purpose")}>{picture.purpose}</Fact>}
        {picture && picture.fields.length > 0 && <Fact word={say("look.fields")}>{picture.fields.join(", ")}</Fact>}
        {picture && row.customer && <Fact word={say("look.others")}>{others || say("look.noOthers")}</Fact>}
        {picture?.note && <Fact word={say("look.note")}>{`“${picture.note}”`}</Fact>}
        {entry === undefined && !picture?.purpose && <Fact word={say("look.receipt")}>{say("look.noEntry")}</Fact>}
      </dl>
    </Panel>
  );
}

const Fact = ({ word, children }: { word: string; children: React.ReactNode }) => (
  <>
    <dt>{word}</dt>
    <dd>{children}</dd>
  </>
);
