/** Nothing that an array literal would have to quote: ids, Base64, tokens. */
const PLAIN = /^[\w.+/=,-]*$/;

/**
 * A list of texts as a parameter for `text[]`. Ids, ciphertexts and tokens go as one joined text: the driver would look at each of them
 * for quotation marks, which is a good part of what an import costs. Other texts go as they are.
 */
export function listLiteral(texts: readonly string[]): string | readonly string[] {
  const joined = texts.join(",");
  const commas = joined.split(",").length - 1;
  const plain = PLAIN.test(joined) && commas === Math.max(0, texts.length - 1) && !/^,|,,|,$|(^|,)null(,|$)/i.test(joined);
  return plain && texts.length > 0 && joined !== "" ? `{${joined}}` : texts;
}
