export type Language = "id" | "en";

/** A text in both languages; Indonesian is the first. `{name}` marks a value. */
export interface Words {
  id: string;
  en: string;
}

/** Puts values in place of `{name}`; a name without a value stays visible, so that nobody reads a sentence with a hole. */
export function fill(text: string, values: Record<string, string | number> = {}): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** The language that an `Accept-Language` header asks for; Indonesian unless English stands first. */
export function languageOf(header: string | undefined): Language {
  const first = (header ?? "").trim().toLowerCase().split(/[,;-]/)[0];
  return first === "en" ? "en" : "id";
}
