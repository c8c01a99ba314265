/**
 * A category's value in the viewer's words, which the semantic layer gives; a value it has no word for is made readable as
 * far as its code allows: `current_account` is "Current account", `25_34` is "25–34". Names of regions, outlets and people
 * are not codes: they are shown as they are.
 */
export function wordCategory(code: string, words: Record<string, string> = {}): string {
  const word = Object.hasOwn(words, code) ? words[code] : undefined;
  return word ?? makeReadable(code);
}

function makeReadable(code: string): string {
  const words = code.replace(/^(\d+)_(\d+)$/, '$1–$2').replace(/_/g, ' ');
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}
