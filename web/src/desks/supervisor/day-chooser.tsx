import type { EveningDesk } from "@mercusuar/client";
import { useMutation } from "@tanstack/react-query";
import { serverNow } from "../../app/me.ts";
import { asking, queries, server } from "../../app/server.ts";
import { clockWithZone, dayAt, dayBefore, longDay } from "../../app/time.ts";
import link from "../../parts/link-button.module.css";
import { problemText } from "../../parts/problem-text.ts";
import { languageNow, useSay } from "../../words/say.ts";
import style from "./evening.module.css";

/** Which day this is, when it was last closed, the day before and after, and closing it anew. */
export function DayChooser({ desk, choose }: { desk: EveningDesk; choose: (day: string | undefined) => void }) {
  const say = useSay();
  const today = dayAt(serverNow(), desk.office.zone);
  const closing = useMutation({
    mutationFn: () => asking(server.runEvening()),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["desk"] }),
  });
  const after = dayBefore(desk.date, -1);
  return (
    <div className={style.day}>
      <span>
        {desk.office.name} · {longDay(desk.date, languageNow())}
        {desk.runAt && ` · ${say("day.runAt", { time: clockWithZone(new Date(desk.runAt), desk.office, languageNow()) })}`}
      </span>
      <button type="button" className={link.link} onClick={() => choose(dayBefore(desk.date, 1))}>
        {say("day.before")}
      </button>
      {desk.date > today && (
        <button type="button" className={link.link} onClick={() => choose(undefined)}>
          {say("day.today")}
        </button>
      )}
      {desk.date < today && (
        <button type="button" className={link.link} onClick={() => choose(after >= today ? undefined : after)}>
          {say("day.after")}
        </button>
      )}
      {desk.date === today && (
        <button type="button" className={link.link} disabled={closing.isPending} onClick={() => closing.mutate()}>
          {say(closing.isPending ? "day.running" : "day.run")}
        </button>
      )}
      {closing.isError && <span role="alert">{problemText(closing.error, say).title}</span>}
    </div>
  );
}
