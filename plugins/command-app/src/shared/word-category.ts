/**
 * A category's code in words a reader expects: `current_account` is "Current account", `25_34` is "25–34".
 * Names of regions, outlets and people are not codes: they are shown as they are.
 */
export function wordCategory(code: string): string {
  const words = code.replace(/^(\d+)_(\d+)$/, '$1–$2').replace(/_/g, ' ');
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}
