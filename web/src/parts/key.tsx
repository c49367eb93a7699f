import style from "./key.module.css";

/** A key cap beside what it does. Screen readers hear the button's name only. */
export function Kbd({ children, night, onAccent }: { children: string; night?: boolean; onAccent?: boolean }) {
  return (
    <span aria-hidden="true" className={`${style.key} ${night ? style.night : ""} ${onAccent ? style.accent : ""}`}>
      {children}
    </span>
  );
}
