/** Work that must still go out before the session or the page ends. */
const last = new Set<() => Promise<void>>();

/** Registers such work. @returns takes it back */
export function onLeaving(work: () => Promise<void>): () => void {
  last.add(work);
  return () => last.delete(work);
}

/** Sends everything that is still held. Failures were told where the work belongs. */
export async function leaving(): Promise<void> {
  await Promise.allSettled([...last].map((work) => work()));
}

if (typeof window !== "undefined") window.addEventListener("pagehide", () => void leaving());
