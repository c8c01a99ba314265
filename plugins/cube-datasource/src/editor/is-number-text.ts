/** Whether Cube can compare numbers with a text: a number, or a variable that will hold one. */
export function isNumberText(text: string): boolean {
  return text.includes('$') || (text.trim() !== '' && Number.isFinite(Number(text)));
}
