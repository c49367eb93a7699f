import { type DeskRow, ProblemError, type TryItRefusal } from "@mercusuar/client";
import { useMutation, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { queries, server } from "../../app/server.ts";
import { ActButton } from "../../parts/act-button.tsx";
import link from "../../parts/link-button.module.css";
import { problemText } from "../../parts/problem-text.ts";
import { Rules } from "../../parts/rules.tsx";
import { useSay } from "../../words/say.ts";
import style from "./evening.module.css";

/** Does what Dimas would do. The answer that he would see is the point, so a refusal is a result here. */
async function attempt(): Promise<TryItRefusal | undefined> {
  const refusal = await look();
  // The evening is closed once more, so that the visitor finds on the desk what he just did.
  await server.runEvening();
  return refusal;
}

async function look(): Promise<TryItRefusal | undefined> {
  try {
    return (await server.doTryIt()).refusal;
  } catch (error) {
    if (error instanceof ProblemError && error.rules.length > 0) return { ...error.details, rules: error.rules };
    throw error;
  }
}

interface TryItPanelProps {
  rows: DeskRow[];
  choose: (id: string) => void;
}

/** Only in the made-up company: try the founding misuse yourself and see what the agent would see. */
export function TryItPanel({ rows, choose }: TryItPanelProps) {
  const say = useSay();
  const offer = useQuery({ queryKey: ["try-it"], queryFn: ({ signal }) => server.tryIt({ signal }) });
  const trying = useMutation({ mutationFn: attempt, onSuccess: () => queries.invalidateQueries({ queryKey: ["desk"] }) });
  if (!offer.data) return null;
  const { person, words } = offer.data;
  const [label = "", ...more] = (words ?? say("try.offer", { name: person.name })).split(/(?<=[.!?])\s+/);
  // Refusals of one person by the same rules are one row that points at the newest of them: the one just made.
  const refusals = rows.filter((row) => row.kind === "refusal" && row.person.id === person.id);
  const lying = refusals.find((row) => row.entry === trying.data?.entry) ?? refusals[0];
  return (
    <section className={style.try} aria-label={say("try.label")}>
      <ActButton onClick={() => trying.mutate()} busy={trying.isPending}>
        {label.replace(/\.$/, "")}
      </ActButton>
      {more.length > 0 && <p className={style.why}>{more.join(" ")}</p>}
      <div role="status" className={style.tried}>
        {trying.data && (
          <Refused refusal={trying.data} name={person.name}>
            {lying && (
              <button type="button" className={link.link} onClick={() => choose(lying.id)}>
                {say("try.show")}
              </button>
            )}
          </Refused>
        )}
        {trying.isError && <p className={style.refused}>{problemText(trying.error, say).title}</p>}
      </div>
    </section>
  );
}

function Refused({ refusal, name, children }: { refusal: TryItRefusal; name: string; children: ReactNode }) {
  const say = useSay();
  return (
    <div className={style.refused}>
      <p>{say("try.sees", { name })}</p>
      {refusal.rules.length > 0 ? <Rules rules={refusal.rules} /> : <b>{refusal.title}</b>}
      <p>
        {refusal.entry === undefined ? say("try.onDesk") : say("try.entry", { n: refusal.entry })} {children}
      </p>
    </div>
  );
}
