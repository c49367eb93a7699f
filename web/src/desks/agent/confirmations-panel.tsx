import { useMutation, useQuery } from "@tanstack/react-query";
import { asking, queries, server } from "../../app/server.ts";
import { ActButton } from "../../parts/act-button.tsx";
import { Panel } from "../../parts/panel.tsx";
import { problemText } from "../../parts/problem-text.ts";
import { useSay } from "../../words/say.ts";
import style from "./today.module.css";

/** Somebody answered that this person asked him to look: said to be so or not, one after the other. */
export function ConfirmationsPanel() {
  const say = useSay();
  const waiting = useQuery({ queryKey: ["confirmations"], queryFn: ({ signal }) => server.confirmations({ signal }) });
  const confirming = useMutation({
    mutationFn: ({ id, so }: { id: string; so: boolean }) => asking(server.confirm(id, { so })),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ["confirmations"] }),
  });
  const rows = waiting.data?.rows ?? [];
  const [first] = rows;
  if (!first) return null;
  return (
    <Panel title={say("confirm.title", { n: rows.length })} wash="amber">
      <div className={style.question}>
        <p>{first.sentence}</p>
        <div className={style.picks}>
          <ActButton busy={confirming.isPending} onClick={() => confirming.mutate({ id: first.id, so: true })}>
            {say("confirm.yes")}
          </ActButton>
          <ActButton busy={confirming.isPending} onClick={() => confirming.mutate({ id: first.id, so: false })}>
            {say("confirm.no")}
          </ActButton>
        </div>
        {confirming.isError && <p role="alert">{problemText(confirming.error, say).title}</p>}
      </div>
    </Panel>
  );
}
