/** Values that `$NAME` stands for in provisioning files; usually the process's environment and what the start adds. */
export type Environment = Record<string, string | undefined>;

const reference = /\$(?:\$|__env\{([A-Za-z_][A-Za-z0-9_]*)\}|\{([A-Za-z_][A-Za-z0-9_]*)\}|([A-Za-z_][A-Za-z0-9_]*))/g;

/**
 * The text with `$NAME`, `${NAME}` and `$__env{NAME}` replaced as Grafana does in provisioning files; `$$` is a plain
 * dollar sign. Throws for a variable that is not set, where Grafana would silently take the empty text.
 */
export function expandText(text: string, environment: Environment): string {
  return text.replace(reference, (_whole, ...groups: Array<string | undefined>) => {
    const name = groups[0] ?? groups[1] ?? groups[2];
    if (name === undefined) {
      return '$';
    }
    const value = environment[name];
    if (value === undefined) {
      throw new Error(`the environment variable ${name} is not set (write $$ for a plain dollar sign)`);
    }
    return value;
  });
}

/** A copy of a parsed YAML value with every text in it expanded; keys stay as they are. Errors name the field. */
export function expandValue(value: unknown, environment: Environment, field = ''): unknown {
  if (typeof value === 'string') {
    try {
      return expandText(value, environment);
    } catch (error) {
      throw new Error(`${field || 'the document'}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  if (Array.isArray(value)) {
    return value.map((item, index) => expandValue(item, environment, `${field}[${index}]`));
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, expandValue(item, environment, field ? `${field}.${key}` : key)])
    );
  }
  return value;
}
