import type { EveningDesk } from "@mercusuar/client";
import { useMutation } from "@tanstack/react-query";
import { asking, queries, server } from "../../app/server.ts";
import link from "../../parts/link-button.module.css";
import { useSay } from "../../words/say.ts";

/** The following page of the desk, set below the rows that are already on the page. */
export function MoreRows({ desk }: { desk: EveningDesk }) {
  const say = useSay();
  const fetching = useMutation({
    mutationFn: () => asking(server.desk({ date: desk.date, ...(desk.next ? { cursor: desk.next } : {}) })),
    onSuccess: (page) =>
      queries.setQueriesData<EveningDesk>({ queryKey: ["desk"] }, (known) =>
        known && known.date === page.date ? withPage(known, page) : known,
      ),
  });
  return (
    <button type="button" className={link.link} disabled={fetching.isPending} onClick={() => fetching.mutate()}>
      {say("rows.more")}
    </button>
  );
}

function withPage({ next: _, ...known }: EveningDesk, page: EveningDesk): EveningDesk {
  const seen = new Set(known.rows.map((row) => row.id));
  return { ...known, rows: [...known.rows, ...page.rows.filter((row) => !seen.has(row.id))], ...(page.next ? { next: page.next } : {}) };
}
