import { emphasise } from "./emphasis.ts";

/** A sentence of the server with its time and names set strong. */
export function Sentence({ text, strong }: { text: string; strong: string[] }) {
  return (
    <>
      {emphasise(text, strong).map((run, at) => {
        const key = `${at}`;
        return run.strong ? <b key={key}>{run.text}</b> : <span key={key}>{run.text}</span>;
      })}
    </>
  );
}
