import { useEffect, useRef } from "react";

export type Keys = Record<string, (() => void) | undefined>;

/** The search key of many programs; the only one that acts with Ctrl held, and while typing too. */
export const SEARCH_CHORD = "Ctrl+K";

/** The name of a pressed key, or undefined where typing must not act: in fields, and with Ctrl, Alt or Meta held. */
export function keyOf(event: Pick<KeyboardEvent, "key" | "ctrlKey" | "altKey" | "metaKey">, typing: boolean): string | undefined {
  if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k") return SEARCH_CHORD;
  if (event.ctrlKey || event.altKey || event.metaKey) return undefined;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return typing && key !== "Escape" ? undefined : key;
}

const typingIn = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName));

/** A focused button or link keeps its own Enter and space. */
const pressable = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest("button, a[href], summary") !== null;

/** Keyboard first: while the component is on the page, these keys act. */
export function useKeys(keys: Keys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const key = event.defaultPrevented || event.repeat ? undefined : keyOf(event, typingIn(event.target));
      if (key === undefined || (key === "Enter" && pressable(event.target))) return;
      const act = latest.current[key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}
