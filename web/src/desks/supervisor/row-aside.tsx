import type { DeskRow, EveningDesk } from "@mercusuar/client";
import { useQuery } from "@tanstack/react-query";
import { server } from "../../app/server.ts";
import { Panel } from "../../parts/panel.tsx";
import { problemText } from "../../parts/problem-text.ts";
import { useSay } from "../../words/say.ts";
import { DayPicture } from "./day-picture.tsx";
import { LookPanel } from "./look-panel.tsx";

/** Beside the rows: the day of the person in the chosen row, and the look itself. */
export function RowAside({ row, office }: { row: DeskRow; office: EveningDesk["office"] }) {
  const say = useSay();
  const picture = useQuery({ queryKey: ["picture", row.id], queryFn: ({ signal }) => server.dayPicture(row.id, { signal }) });
  return (
    <>
      <Panel title={say("picture.title", { name: row.person.name })}>
        {picture.data && <DayPicture picture={picture.data} name={row.person.name} zone={office.zone} />}
        {picture.isError && <p role="alert">{problemText(picture.error, say).title}</p>}
      </Panel>
      <LookPanel row={row} picture={picture.data} />
    </>
  );
}
