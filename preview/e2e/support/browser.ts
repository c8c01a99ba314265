import { existsSync } from 'node:fs';

const candidates = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The machine's own Chromium; undefined where there is none, so that Playwright falls back to the one it installed. */
export function findChromium(): string | undefined {
  return candidates.find((file) => file !== undefined && file !== '' && existsSync(file));
}

/** Flags for a browser that runs as root in a container and talks to nobody but the suite. */
export const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
