import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';

const script = 'main.js';

/** The one HTML document of the preview; it loads the browser host's bundle. Scripts carry the nonce of the policy. */
export function renderPage(hostFolder: string, nonce: string): string {
  if (!existsSync(path.join(hostFolder, script))) {
    return wrap("<p>The preview's page is not built yet. Start again: <code>npm start</code> builds it.</p>");
  }
  return wrap(
    `<div id="reactRoot"></div>
    <noscript>Branchlight needs JavaScript.</noscript>
    <script type="module" nonce="${nonce}" src="${versionedUrl(hostFolder, script)}"></script>`
  );
}

function versionedUrl(folder: string, file: string): string {
  const { mtimeMs, size } = statSync(path.join(folder, file));
  const version = createHash('sha256').update(`${mtimeMs}-${size}`).digest('hex').slice(0, 12);
  return `/public/host/${file}?v=${version}`;
}

function wrap(body: string): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Branchlight (preview)</title>
    <link rel="icon" href="data:,">
  </head>
  <body>
    ${body}
  </body>
</html>
`;
}
