import { Panel } from "../parts/panel.tsx";
import { useSay } from "../words/say.ts";
import style from "./no-desk.module.css";
import { type Way, waysOf } from "./no-desk-ways.ts";
import { useTitle } from "./use-title.ts";

/** Functions whose desk is still to come: says so, and what they can do today without one. */
export function NoDesk({ functions }: { functions: readonly string[] }) {
  const say = useSay();
  useTitle(say("shell.desks"));
  const ways = waysOf(functions);
  const groups = (["page", "api", "operator"] as const).map((by) => ({ by, ways: ways.filter((way) => way.by === by) }));
  return (
    <main className={style.page}>
      <h1 className={style.title}>{say("noDesk.title")}</h1>
      <p>{say(ways.length > 0 ? "noDesk.ways" : "noDesk.none")}</p>
      {groups.map(({ by, ways: some }) => some.length > 0 && <Ways key={by} title={say(`noDesk.${by}`)} ways={some} />)}
      <p className={style.quiet}>{say("noDesk.serve")}</p>
    </main>
  );
}

function Ways({ title, ways }: { title: string; ways: Way[] }) {
  const say = useSay();
  return (
    <Panel title={title}>
      <dl className={style.ways}>
        {ways.map(({ word, by, how }) => (
          <div key={how}>
            <dt>{say(word)}</dt>
            <dd>{by === "page" ? <a href={how}>{how}</a> : <code>{how}</code>}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
