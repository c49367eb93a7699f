import { type ReactNode, useId } from "react";
import style from "./panel.module.css";

/** A white sheet beside the work, with a small heading. */
export function Panel({ title, children, wash }: { title: string; children: ReactNode; wash?: "red" | "amber" }) {
  const id = useId();
  return (
    <section className={`${style.panel} ${wash ? style[wash] : ""}`} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}
