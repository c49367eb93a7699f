import type { DayPicture, DeskRow, EveningDesk } from "@mercusuar/client";
import { useQuery } from "@tanstack/react-query";
import { catalogueQuery, fieldLabel, purposeLabel } from "../../app/catalogue.ts";
import { Panel } from "../../parts/panel.tsx";
import { ReceiptLink } from "../../parts/receipt-link.tsx";
import { useSay } from "../../words/say.ts";
import style from "./evening.module.css";

interface LookPanelProps {
  row: DeskRow;
  picture: DayPicture | undefined;
  office: EveningDesk["office"];
}

/** "Pembukaan ini": trace code, entry with its receipt, purpose, data, and who else opened this customer. */
export function LookPanel({ row, picture }: LookPanelProps) {
  const say = useSay();
  const { data: catalogue } = useQuery(catalogueQuery);
  const entry = row.entry ?? picture?.receipt?.entry;
  const others = picture?.others.map((other) => `${other.time} (${other.job})`).join(", ");
  return (
    <Panel title={say(row.kind === "look" ? "look.title" : "look.titleOther")}>
      <dl className={style.facts}>
        {row.code && <Fact word={say("look.code")}>{<span className={style.code}>{row.code}</span>}</Fact>}
        {entry !== undefined && <Fact word={say("look.receipt")}>{<ReceiptLink entry={entry} />}</Fact>}
        {picture?.purpose && <Fact word={say("look.purpose")}>{purposeLabel(catalogue, picture.purpose)}</Fact>}
        {picture && picture.fields.length > 0 && (
          <Fact word={say("look.fields")}>{picture.fields.map((field) => fieldLabel(catalogue, field)).join(", ")}</Fact>
        )}
        {picture && row.customer && <Fact word={say("look.others")}>{others || say("look.noOthers")}</Fact>}
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
