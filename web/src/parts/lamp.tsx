import { useQuery } from "@tanstack/react-query";
import { server } from "../app/server.ts";
import { languageNow, useSay } from "../words/say.ts";
import style from "./lamp.module.css";
import { type LampState, lampState } from "./lamp-state.ts";

const BEAT = 10_000;

/** The heartbeat that everybody sees. Dark also when the server does not answer: silence must not look like safety. */
export function Lamp() {
  const asked = useQuery({ queryKey: ["lamp"], queryFn: ({ signal }) => server.lamp({ signal }), refetchInterval: BEAT });
  const state = lampState(asked.data, asked.isError, languageNow());
  return <LampLight state={state} />;
}

function LampLight({ state }: { state: LampState }) {
  const say = useSay();
  return (
    <span role="status" className={`${style.lamp} ${style[state.light]}`}>
      <i className={style.dot} aria-hidden="true" />
      <span>
        {say(`lamp.${state.light}`)}
        {state.light === "dark" && <small className={style.why}>{state.why ?? say(state.word)}</small>}
        {(state.light === "lit" || state.light === "amber") && state.notice !== undefined && (
          <small className={style.why}>{state.notice}</small>
        )}
      </span>
    </span>
  );
}
