import { type RefObject, useEffect, useRef } from "react";

/** What has just opened is brought before the reader, where it opened out of his sight: on a phone the queue is longer than the screen. */
export function useInView<Part extends HTMLElement>(): RefObject<Part | null> {
  const part = useRef<Part>(null);
  useEffect(() => {
    const top = part.current?.getBoundingClientRect().top ?? 0;
    if (top < 0 || top > window.innerHeight / 2) part.current?.scrollIntoView({ block: "start" });
  }, []);
  return part;
}
