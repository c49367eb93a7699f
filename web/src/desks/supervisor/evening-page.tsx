import { useMediaQuery } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { serverNow, useSignedIn } from "../../app/me.ts";
import { server } from "../../app/server.ts";
import { dayAt, isDay } from "../../app/time.ts";
import { useKeys } from "../../app/use-keys.ts";
import { useTitle } from "../../app/use-title.ts";
import { Unreachable } from "../../parts/unreachable.tsx";
import { languageNow, useSay } from "../../words/say.ts";
import { inOrder, rowAfter, stepRow } from "./acts.ts";
import { CheckpointPanel } from "./checkpoint-panel.tsx";
import { DayChooser } from "./day-chooser.tsx";
import { DeskRows } from "./desk-rows.tsx";
import style from "./evening.module.css";
import { Greeting } from "./greeting.tsx";
import { MoreRows } from "./more-rows.tsx";
import { RowAside } from "./row-aside.tsx";
import { Strip } from "./strip.tsx";
import { TeamPanel } from "./team-panel.tsx";
import { TryItPanel } from "./try-it-panel.tsx";

/** Tutup Hari: every look that nothing explains, as a sentence, until the supervisor has answered it. */
export function EveningPage() {
  const say = useSay();
  useTitle(say("tab.supervisor"));
  const me = useSignedIn();
  const { tanggal: written } = useSearch({ strict: false });
  const tanggal = written !== undefined && isDay(written) ? written : undefined;
  const navigate = useNavigate();
  const desk = useQuery({
    queryKey: ["desk", tanggal ?? "today"],
    queryFn: ({ signal }) => server.desk(tanggal ? { date: tanggal } : {}, { signal }),
  });
  const narrow = useMediaQuery("(max-width: 1020px)", false, { getInitialValueInEffect: false });
  const [chosen, choose] = useState<string>();
  const [focused, focus] = useState<{ id: string }>();
  const rows = inOrder(desk.data?.rows ?? []);
  const here = rows.find((row) => row.id === chosen) ?? rows[0];
  // The work goes on with the next row, unless the reader has gone elsewhere meanwhile.
  const handled = (id: string) => {
    if (here?.id !== id) return;
    const next = rowAfter(rows, id);
    choose(next);
    focus({ id: next });
  };
  useKeys({
    j: () => choose(stepRow(rows, here?.id, 1)),
    k: () => choose(stepRow(rows, here?.id, -1)),
    ArrowDown: () => choose(stepRow(rows, here?.id, 1)),
    ArrowUp: () => choose(stepRow(rows, here?.id, -1)),
  });
  if (desk.isError) return <Unreachable error={desk.error} retry={() => void desk.refetch()} />;
  if (!desk.data) return <main className={style.page} aria-busy="true" />;
  const today = desk.data.date === dayAt(serverNow(), desk.data.office.zone);
  const aside = here && <RowAside row={here} office={desk.data.office} />;
  return (
    <main className={style.page}>
      <section className={style.work} aria-label={say("tab.supervisor")}>
        <Greeting desk={desk.data} name={me.person.name} today={today} />
        {written !== undefined && tanggal === undefined && <p role="alert">{say("day.noSuch")}</p>}
        <DayChooser desk={desk.data} choose={(day) => void navigate({ to: "/tutup-hari", search: day ? { tanggal: day } : {} })} />
        <Strip desk={desk.data} />
        {today && <TryItPanel key={languageNow()} rows={rows} choose={choose} />}
        <DeskRows
          rows={rows}
          desk={desk.data}
          under={narrow && aside}
          chosen={here?.id}
          focused={focused}
          choose={choose}
          handled={handled}
        />
        {desk.data.next && <MoreRows desk={desk.data} />}
        {today && <CheckpointPanel />}
      </section>
      <aside className={style.beside}>
        {!narrow && aside}
        <TeamPanel people={desk.data.people} />
      </aside>
    </main>
  );
}
