import { useMutation, useQuery } from "@tanstack/react-query";
import { refreshMe } from "../../app/me.ts";
import { asking, server } from "../../app/server.ts";
import { ActButton } from "../../parts/act-button.tsx";
import { Panel } from "../../parts/panel.tsx";
import { problemText } from "../../parts/problem-text.ts";
import { useSay } from "../../words/say.ts";

/** Without a pledge in force no data opens: read and sign it here, on the spot. */
export function PledgePanel() {
  const say = useSay();
  const pledge = useQuery({ queryKey: ["pledge"], queryFn: ({ signal }) => server.pledge({ signal }) });
  const signing = useMutation({ mutationFn: (version: number) => asking(server.signPledge(version)), onSuccess: () => refreshMe() });
  if (!pledge.data) return null;
  const { version, text } = pledge.data;
  return (
    <Panel title={say("pledge.title")} wash="amber">
      <p>{text}</p>
      <ActButton kind="first" busy={signing.isPending} onClick={() => signing.mutate(version)}>
        {say("pledge.sign")}
      </ActButton>
      {signing.isError && <p role="alert">{problemText(signing.error, say).title}</p>}
    </Panel>
  );
}
