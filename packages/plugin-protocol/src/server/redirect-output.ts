import { formatArguments, type PluginLog } from './log';

/**
 * Keeps standard output free for the handshake: what code or a library prints becomes a log line.
 *
 * @returns writes to the real standard output
 */
export function redirectOutput(log: PluginLog): (text: string) => void {
  const writeOut = process.stdout.write.bind(process.stdout);
  process.stdout.write = (chunk: Uint8Array | string, ...rest: unknown[]): boolean => {
    log.info(String(typeof chunk === 'string' ? chunk : Buffer.from(chunk)).trimEnd());
    const callback = rest.find((part) => typeof part === 'function');
    callback?.();
    return true;
  };
  const redirect =
    (write: (message: string) => void) =>
    (...values: unknown[]) =>
      write(formatArguments(values));
  Object.assign(globalThis.console, {
    log: redirect(log.info),
    info: redirect(log.info),
    debug: redirect(log.debug),
    trace: redirect(log.debug),
    dir: redirect(log.info),
    warn: redirect(log.warn),
    error: redirect(log.error),
  });
  // Node's own listener prints plain text to standard error.
  process.removeAllListeners('warning');
  process.on('warning', (warning) => log.warn(`${warning.name}: ${warning.message}`));
  return (text) => void writeOut(text);
}
