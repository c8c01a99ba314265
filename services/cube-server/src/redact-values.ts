/** What Postgres and Cube quote that is part of the model or the database, not of somebody's query. */
const named = '(?:relation|column|role|database|schema|table|function|type|view|path|member|constraint|of|host) ';
const quoted = new RegExp(`(?<!\\b${named})("[^"]*"|'[^']*')`, 'g');

/**
 * The text of an error without the values of the query that it quotes: somebody may have looked for a name or a phone number. Names of tables and
 * members stay, and the stack.
 */
export function redactValues(text: string): string {
  const end = text.search(/\n\s+at /);
  const [message, stack] = end < 0 ? [text, ''] : [text.slice(0, end), text.slice(end)];
  // A value that is told of last may hold quotes itself.
  return message.replace(/: ["'][\s\S]*$/, ': …').replace(quoted, '…') + stack;
}
