import { Link } from "@tanstack/react-router";
import { useSay } from "../words/say.ts";
import { useTitle } from "./use-title.ts";

/** An address that leads nowhere. */
export function Lost() {
  const say = useSay();
  useTitle(say("lost.title"));
  return (
    <main style={{ padding: 18 }}>
      <h1>{say("lost.title")}</h1>
      <Link to="/">{say("lost.back")}</Link>
    </main>
  );
}
