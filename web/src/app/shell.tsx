import { Loader } from "@mantine/core";
import { Navigate } from "@tanstack/react-router";
import { lazy, Suspense, useEffect } from "react";
import { Unreachable } from "../parts/unreachable.tsx";
import { speak, useSay } from "../words/say.ts";
import { DeskGate } from "./desk-gate.tsx";
import { Header } from "./header.tsx";
import { useMe } from "./me.ts";

const TermsPage = lazy(() => import("../door/terms-page.tsx").then((page) => ({ default: page.TermsPage })));

/** Around every desk: who is signed in, the lamp, and the terms first where they are not accepted. */
export function Shell() {
  const me = useMe();
  const say = useSay();
  const language = me.data?.person.language;
  useEffect(() => {
    if (language) speak(language);
  }, [language]);
  if (me.data === null) return <Navigate to="/masuk" replace />;
  if (me.data === undefined)
    return me.isError ? <Unreachable error={me.error} retry={() => void me.refetch()} /> : <Waiting text={say("shell.waiting")} />;
  return (
    <>
      <Header me={me.data} />
      <Suspense fallback={<Waiting text={say("shell.waiting")} />}>{me.data.terms.ok ? <DeskGate /> : <TermsPage />}</Suspense>
    </>
  );
}

const Waiting = ({ text }: { text: string }) => (
  <main style={{ padding: 18 }} aria-busy="true">
    <Loader size="sm" aria-label={text} />
  </main>
);
