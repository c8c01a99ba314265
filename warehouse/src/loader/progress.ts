/** How far a load is. */
export interface LoadProgress {
  file: string;
  /** read: rows are read and checked; merge: they are written; derive: figures are worked out from them */
  phase: 'read' | 'merge' | 'derive';
  rows: number;
  bytes: number;
  bytesTotal: number;
  /** Since the file was opened */
  seconds: number;
}

const everySeconds = 3;
const terminalEverySeconds = 0.2;
const megabyte = 1_000_000;

/** Shows progress on a stream: one line that is rewritten on a terminal, else a line every few seconds. */
export function createProgressPrinter(stream: NodeJS.WriteStream): {
  show(progress: LoadProgress): void;
  /** Shows any text; `part` says what it is about */
  showText(part: string, text: string): void;
  finish(): void;
} {
  let lastShown = 0;
  let lastKey = '';
  let isOpen = false;
  const showText = (part: string, text: string) => {
    const now = performance.now() / 1000;
    if (lastKey === '') {
      lastShown = now;
    }
    const isDue = now - lastShown >= (stream.isTTY ? terminalEverySeconds : everySeconds);
    const isSlowStep = stream.isTTY && part !== lastKey;
    if (isDue || isSlowStep) {
      lastShown = now;
      stream.write(stream.isTTY ? `\r\u001B[2K${text}` : `${text}\n`);
      isOpen = stream.isTTY;
    }
    lastKey = part;
  };
  return {
    show: (progress) => showText(`${progress.file} ${progress.phase}`, formatProgress(progress)),
    showText,
    finish() {
      if (isOpen) {
        stream.write('\r\u001B[2K');
        isOpen = false;
      }
    },
  };
}

/** `trans.asc.gz: 12,000 rows, 0.2 of 0.8 MB, 60,000 rows/s`. */
export function formatProgress({ file, phase, rows, bytes, bytesTotal, seconds }: LoadProgress): string {
  const counted = `${file}: ${rows.toLocaleString('en-US')} rows`;
  if (phase !== 'read') {
    return `${counted}, ${phase === 'merge' ? 'writing them' : 'updating the figures'}`;
  }
  const speed = seconds > 0 ? Math.round(rows / seconds) : 0;
  const size = `${(bytes / megabyte).toFixed(1)} of ${(bytesTotal / megabyte).toFixed(1)} MB`;
  return `${counted}, ${size}, ${speed.toLocaleString('en-US')} rows/s`;
}
