import { useSay } from "../words/say.ts";
import style from "./masked.module.css";

const DOTS = /(•+(?:[\s/-]*•+)*)/;

/** A masked value: dots for the eye, the word "disamarkan" for the ear. */
export function Masked({ value }: { value: string }) {
  const say = useSay();
  const parts = value.split(DOTS);
  return (
    <>
      {parts.map((part, at) => {
        const key = `${at}`;
        if (!DOTS.test(part)) return <span key={key}>{part}</span>;
        return (
          <span key={key}>
            <span aria-hidden="true" className={style.dots}>
              {part}
            </span>
            <span className="visually-hidden">{say("masked.spoken")}</span>
          </span>
        );
      })}
    </>
  );
}
