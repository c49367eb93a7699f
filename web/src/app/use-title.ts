import { useEffect } from "react";

/** The name of the page in the browser's tab, and the first that a screen reader says of it. */
export function useTitle(name: string): void {
  useEffect(() => {
    document.title = `${name.replace(/\.$/, "")} · Mercusuar`;
  }, [name]);
}
