import type { Catalogue, ListedCustomer } from "@mercusuar/client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { purposeLabel } from "../../app/catalogue.ts";
import { asking, server } from "../../app/server.ts";
import { useKeys } from "../../app/use-keys.ts";
import { useNow } from "../../app/use-now.ts";
import link from "../../parts/link-button.module.css";
import { Masked } from "../../parts/masked.tsx";
import { useSay } from "../../words/say.ts";
import { ageOf } from "./age.ts";
import { deskKeys } from "./desk-keys.ts";
import { RefusalBox } from "./refusal-box.tsx";
import style from "./today.module.css";
import type { Prepare } from "./use-card.ts";

interface QueueProps {
  catalogue: Catalogue | undefined;
  /** The task on the card. */
  open: string | undefined;
  /** A task whose outcome was just pressed: done, unless it is taken back. */
  ending: string | undefined;
  pick: (prepare: Prepare) => void;
}

/** Claims the task, so that no second person works on it, and hands it to the card. */
const claim =
  (row: ListedCustomer): Prepare =>
  async (reason) => {
    if (row.case) await asking(server.claimCase(row.case, reason ? { reason } : undefined));
    return { customer: row.customer, name: row.values.name ?? "•••", purpose: row.purpose ?? "", case: row.case, origin: row.origin };
  };

/** Today's tasks with masked names. The page asks once; more and again only on a press, because each asking is a listing. */
export function Queue({ catalogue, open, ending, pick }: QueueProps) {
  const say = useSay();
  const [reason, setReason] = useState<string>();
  const queue = useInfiniteQuery({
    queryKey: ["queue", reason],
    queryFn: ({ pageParam, signal }) =>
      server.list({ of: "queue", ...(pageParam ? { cursor: pageParam } : {}), ...(reason ? { reason } : {}) }, { signal }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
  });
  const { again } = deskKeys(say);
  const all = queue.data?.pages.flatMap((page) => page.rows) ?? [];
  const rows = all.filter((row) => row.case === undefined || row.case !== ending);
  const [at, setAt] = useState(0);
  const here = Math.min(at, rows.length - 1);
  const chosen = rows[here];
  useKeys({
    j: () => setAt(Math.min(rows.length - 1, here + 1)),
    k: () => setAt(Math.max(0, here - 1)),
    [again.toLowerCase()]: () => void queue.refetch(),
    Enter: open === undefined && chosen ? () => pick(claim(chosen)) : undefined,
  });
  return (
    <>
      <ul className={style.queue} aria-label={say("queue.label")}>
        {rows.map((row, index) => (
          <QueueRow
            key={row.case ?? row.customer}
            row={row}
            purpose={row.purpose ? purposeLabel(catalogue, row.purpose) : ""}
            on={open ? row.case === open : index === here}
            open={() => {
              setAt(index);
              pick(claim(row));
            }}
          />
        ))}
      </ul>
      {queue.isSuccess && rows.length === 0 && <p className={style.quiet}>{say("queue.empty")}</p>}
      {queue.isError && (
        <div className={style.closedQueue} role="alert">
          <RefusalBox error={queue.error} again={setReason} />
        </div>
      )}
      <div className={style.queueFoot}>
        {queue.hasNextPage && (
          <button type="button" className={link.link} onClick={() => void queue.fetchNextPage()}>
            {say("queue.more")}
          </button>
        )}
        <button type="button" className={link.link} onClick={() => void queue.refetch()} aria-keyshortcuts={again}>
          {say("queue.again", { key: again })}
        </button>
      </div>
    </>
  );
}

function QueueRow({ row, purpose, on, open }: { row: ListedCustomer; purpose: string; on: boolean; open: () => void }) {
  const say = useSay();
  const now = useNow(30_000);
  const age = row.openedAt ? ageOf(row.openedAt, now) : undefined;
  const parts = [purpose, row.origin && say(`origin.${row.origin}`)];
  return (
    <li className={on ? style.queueOn : ""}>
      <button type="button" onClick={open}>
        <b>
          <Masked value={row.values.name ?? "•••"} />
        </b>
        <span className={style.age}>{age && say(age.word, { n: age.n })}</span>
        <small>{parts.filter(Boolean).join(" · ")}</small>
      </button>
    </li>
  );
}
