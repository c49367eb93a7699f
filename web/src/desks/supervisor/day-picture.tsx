import type { DayPicture as Picture } from "@mercusuar/client";
import { clockAt } from "../../app/time.ts";
import { languageNow, useSay } from "../../words/say.ts";
import style from "./day-picture.module.css";
import { type Geometry, geometryOf } from "./picture-geometry.ts";

const LEFT = 84;
const RIGHT = 430;

/** One glance at a person's day: duty as a band, contacts as bars, looks as ticks, the unexplained alone in amber. */
export function DayPicture({ picture, name, zone }: { picture: Picture; name: string; zone: string }) {
  const say = useSay();
  const drawn = geometryOf(picture, LEFT, RIGHT);
  const clock = (at: string | Date) => clockAt(new Date(at), { zone }, languageNow());
  // Against whom: whoever takes an empty line for a day on which nobody looked.
  const pruned = picture.prunedBefore === undefined ? undefined : say("picture.pruned");
  const told = say("picture.told", {
    name,
    looks: picture.looks.length,
    alone: drawn.alone.map((tick) => clock(tick.at)).join(", ") || say("field.empty"),
  });
  return (
    <svg viewBox="0 0 440 150" className={style.picture} role="img" aria-label={pruned === undefined ? told : `${told} ${pruned}`}>
      <text x="0" y="26">
        {say("picture.duty")}
      </text>
      <text x="0" y="62">
        {say("picture.contacts")}
      </text>
      <text x="0" y="98">
        {say("picture.looks")}
      </text>
      {pruned !== undefined && (
        <text x={LEFT} y="98">
          {pruned}
        </text>
      )}
      {drawn.duty.map((bar) => (
        <rect key={bar.x} className={style.duty} x={bar.x} y="14" width={bar.width} height="16" rx="3" />
      ))}
      <Contacts drawn={drawn} />
      {drawn.explained.map((tick) => (
        <path key={tick.entry} className={style.look} d={`M${tick.x} 84v20`} />
      ))}
      {drawn.alone.map((tick) => (
        <Alone key={tick.entry} tick={tick} text={clock(tick.at)} />
      ))}
      {drawn.hours.map((hour) => (
        <text key={hour.x} x={hour.x} y="146" textAnchor="middle" className={style.hour}>
          {clock(hour.at)}
        </text>
      ))}
    </svg>
  );
}

const Contacts = ({ drawn }: { drawn: Geometry }) => (
  <>
    {drawn.contacts.map((bar, at) => {
      const key = `${bar.x}-${at}`;
      return (
        <rect
          key={key}
          className={bar.kind === "counter" ? style.counter : style.call}
          x={bar.x}
          y="50"
          width={bar.width}
          height="16"
          rx="2"
        />
      );
    })}
  </>
);

function Alone({ tick, text }: { tick: Geometry["alone"][number]; text: string }) {
  return (
    <g>
      <path className={`${style.alone} ${tick.here ? style.here : ""}`} d={`M${tick.x} 78v32`} />
      {tick.here && <circle className={style.head} cx={tick.x} cy="76" r="4.5" />}
      {tick.label && (
        <text x={Math.min(tick.x, RIGHT - 8)} y="126" textAnchor="middle" className={style.time}>
          {text}
        </text>
      )}
    </g>
  );
}
