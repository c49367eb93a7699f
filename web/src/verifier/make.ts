/** An element with its text or children. Text is only ever set as text: what stands in a journal is no markup. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  settings: { class?: string; text?: string } = {},
  ...children: (Node | undefined)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  if (settings.class) element.className = settings.class;
  if (settings.text !== undefined) element.textContent = settings.text;
  for (const child of children) if (child) element.append(child);
  return element;
}

/** An element of the page that is always there. */
export function byId<Kind extends HTMLElement = HTMLElement>(id: string): Kind {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no ${id}`);
  return found as Kind;
}

/** A row of a list of terms. */
export function term(name: string, value: string | Node, style?: string): DocumentFragment {
  const row = document.createDocumentFragment();
  const dd = make("dd", style ? { class: style } : {});
  dd.append(value);
  row.append(make("dt", { text: name }), dd);
  return row;
}
