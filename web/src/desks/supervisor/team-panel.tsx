import type { DeskPerson } from "@mercusuar/client";
import { Panel } from "../../parts/panel.tsx";
import { useSay } from "../../words/say.ts";
import style from "./evening.module.css";
import { columnsOf, hasHistory } from "./team-columns.ts";

const WIDTH = 160;
const HEIGHT = 14;

/** One small picture a person, on one scale: the last ten days, or on the first day a bar with what waits in amber. */
export function TeamPanel({ people }: { people: DeskPerson[] }) {
  const say = useSay();
  if (people.length === 0) return null;
  const history = hasHistory(people);
  const most = Math.max(1, ...people.flatMap((person) => (history ? person.days : [person.looks])));
  return (
    <Panel title={say("team.title")}>
      <ul className={style.people}>
        {people.map((person) => (
          <li key={person.id}>
            <span className={style.name} title={person.name}>
              {person.name}
            </span>
            {history ? <PersonDays days={person.days} most={most} /> : <PersonBar person={person} most={most} />}
            <span>{say("team.looks", { n: person.looks })}</span>
            <PersonState person={person} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function PersonDays({ days, most }: { days: number[]; most: number }) {
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" className={style.bar} aria-hidden="true">
      {columnsOf(days, most, WIDTH, HEIGHT).map((column, at) => (
        <rect
          key={column.x}
          className={at === days.length - 1 ? style.today : style.clear}
          x={column.x}
          y={HEIGHT - column.height}
          width={WIDTH / days.length - 2}
          height={column.height}
        />
      ))}
    </svg>
  );
}

function PersonBar({ person, most }: { person: DeskPerson; most: number }) {
  const all = (person.looks / most) * WIDTH;
  const waiting = Math.max(person.waiting > 0 ? 3 : 0, (person.waiting / most) * WIDTH);
  return (
    <svg viewBox={`0 0 ${WIDTH} 10`} preserveAspectRatio="none" className={style.bar} aria-hidden="true">
      <rect className={style.clear} width={Math.max(1, all)} height="10" rx="2" />
      {waiting > 0 && <rect className={style.wait} x={Math.max(0, all - waiting)} width={waiting} height="10" rx="2" />}
    </svg>
  );
}

function PersonState({ person }: { person: DeskPerson }) {
  const say = useSay();
  if (person.waiting > 0) return <span className={style.need}>{say("team.waiting", { n: person.waiting })}</span>;
  if (person.answered > 0) return <span>{say("team.answered", { n: person.answered })}</span>;
  if (person.decided > 0) return <span>{say("team.decided", { n: person.decided })}</span>;
  if (person.looks === 0) return <span>–</span>;
  const all = person.clear === person.looks;
  return <span className={style.fine}>{all ? say("team.fine") : say("team.clear", { n: person.clear })}</span>;
}
