import { Loader } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { refreshMe } from "../app/me.ts";
import { server } from "../app/server.ts";
import { useTitle } from "../app/use-title.ts";
import { ActButton } from "../parts/act-button.tsx";
import { Unreachable } from "../parts/unreachable.tsx";
import { useSay } from "../words/say.ts";
import style from "./door.module.css";
import { DoorProblem } from "./door-problem.tsx";

/** R3: until the terms in force are accepted, only this page opens. */
export function TermsPage() {
  const say = useSay();
  const terms = useQuery({ queryKey: ["terms"], queryFn: ({ signal }) => server.terms({ signal }) });
  const accepting = useMutation({ mutationFn: (version: number) => server.acceptTerms(version), onSuccess: () => refreshMe() });
  useTitle(say("terms.title", { version: terms.data?.version ?? "…" }));
  if (terms.isError) return <Unreachable error={terms.error} retry={() => void terms.refetch()} />;
  if (!terms.data) return <Loader size="sm" m={18} aria-label={say("shell.waiting")} />;
  const { text, version } = terms.data;
  return (
    <main className={style.terms}>
      <h1 className={style.title}>{say("terms.title", { version })}</h1>
      <p>{say("terms.why")}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling text must be reachable by keyboard */}
      <section className={style.termsText} tabIndex={0} aria-label={say("terms.title", { version })}>
        {text}
      </section>
      <DoorProblem error={accepting.error} />
      <ActButton kind="first" busy={accepting.isPending} onClick={() => accepting.mutate(version)}>
        {say("terms.accept")}
      </ActButton>
    </main>
  );
}
