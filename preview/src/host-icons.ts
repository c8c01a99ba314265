import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * @grafana/ui ships about two thirds of the icons it names; Grafana's server has the rest. These are own drawings on a
 * 24 x 24 grid for those that a suite like this uses. Every other missing name gets a neutral ring.
 */
const drawings: Record<string, string> = {
  'angle-double-left':
    '<path d="m12.7 6.3 1.4 1.400L9.8 12l4.3 4.3-1.4 1.400L7 12Zm6 0 1.4 1.400L15.8 12l4.3 4.3-1.4 1.400L13 12Z"/>',
  'angle-double-up':
    '<path d="m12 4.3 5.7 5.7-1.4 1.400L12 7.100l-4.3 4.300L6.3 10Zm0 6 5.7 5.7-1.4 1.400L12 13.100l-4.3 4.300L6.3 16Z"/>',
  'pause-circle':
    '<path fill-rule="evenodd" d="M12 2a10 10 0 1 1 0 20 10 10 0 0 1 0-20Zm-4 6v8h2.500V8Zm5.5 0v8H16V8Z"/>',
  'file-export': '<path d="M12 3 6.3 8.700l1.4 1.400L11 6.800V16h2V6.800l3.3 3.3 1.4-1.400ZM4 18h16v2H4Z"/>',
  'arrows-v': '<path d="m12 2 4 5h-3v10h3l-4 5-4-5h3V7H8Z"/>',
  'expand-arrows':
    '<path d="M3 3h7v2H6.400l4.3 4.3-1.4 1.400L5 6.400V10H3Zm11 0h7v7h-2V6.400l-4.3 4.3-1.4-1.400L17.6 5H14ZM3 14h2v3.600l4.3-4.3 1.4 1.400L6.4 19H10v2H3Zm16 0h2v7h-7v-2h3.600l-4.3-4.3 1.4-1.4 4.3 4.300Z"/>',
  home: '<path d="M11.3 3.3 3.3 10.4A1 1 0 0 0 4 12.1h1V20a1 1 0 0 0 1 1h4.5v-5.5h3V21H18a1 1 0 0 0 1-1v-7.9h1a1 1 0 0 0 .7-1.7l-8-7.1a1 1 0 0 0-1.4 0Z"/>',
  spinner: '<path d="M12 2a10 10 0 0 1 10 10h-2.5A7.5 7.5 0 0 0 12 4.5Z"/>',
  globe: `<path fill-rule="evenodd" d="M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Zm6.9 6h-3a15.6 15.6 0 0 0-1.3-3.500A8 8 0 0 1 18.9 8ZM12 4.100c.8 1.1 1.4 2.4 1.8 3.900h-3.600c.4-1.5 1-2.8 1.8-3.900ZM4.3 14a8 8 0 0 1 0-4h3.400a16.5 16.5 0 0 0 0 4Zm.8 2h3a15.6 15.6 0 0 0 1.3 3.500A8 8 0 0 1 5.1 16Zm3-8h-3a8 8 0 0 1 4.3-3.500C8.8 5.6 8.4 6.8 8.1 8ZM12 19.900a12 12 0 0 1-1.8-3.900h3.600a12 12 0 0 1-1.8 3.900Zm2.3-5.900H9.700a14.7 14.7 0 0 1 0-4h4.600a14.7 14.7 0 0 1 0 4Zm.3 5.500c.6-1.1 1-2.3 1.3-3.500h3a8 8 0 0 1-4.3 3.500Zm1.7-5.500a16.5 16.5 0 0 0 0-4h3.400a8 8 0 0 1 0 4Z"/>`,
  'map-marker':
    '<path fill-rule="evenodd" d="M12 2a8 8 0 0 0-8 8c0 5.4 7 11.5 7.4 11.800a1 1 0 0 0 1.2 0C13 21.5 20 15.4 20 10a8 8 0 0 0-8-8Zm0 5a3 3 0 1 1 0 6 3 3 0 0 1 0-6Z"/>',
  layers:
    '<path d="m12 2 10 5-10 5L2 7Zm-7.8 8.900L12 14.800l7.8-3.900L22 12l-10 5-10-5Zm0 5L12 19.800l7.8-3.900L22 17l-10 5-10-5Z"/>',
  drilldown: '<path d="M4 3h2v8h9.600l-3.3-3.3 1.4-1.400L19.4 12l-5.7 5.7-1.4-1.4 3.3-3.300H6a2 2 0 0 1-2-2Z"/>',
  'file-download': '<path d="M11 3h2v9.200l3.3-3.3 1.4 1.400L12 16l-5.7-5.7 1.4-1.4 3.3 3.300ZM4 18h16v2H4Z"/>',
  'expand-alt':
    '<path d="M13 3h8v8h-2V6.400l-5.3 5.3-1.4-1.400L17.6 5H13ZM3 13h2v4.600l5.3-5.3 1.4 1.400L6.4 19H11v2H3Z"/>',
  exclamation: '<path d="M11 4h2v11h-2Zm0 13h2v2.500h-2Z"/>',
  window:
    '<path fill-rule="evenodd" d="M4 4h16a1 1 0 0 1 1 1v14a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1Zm1 5v9h14V9Z"/>',
  'list-ol':
    '<path d="M8 5h13v2H8Zm0 6h13v2H8Zm0 6h13v2H8ZM3 4h2v4H4V5H3Zm0 6h3v1.200L4.5 13H6v1H3v-1l1.5-2H3Zm0 6h3v4H3v-1h2v-.5H4v-1h1V17H3Z"/>',
  'check-square':
    '<path fill-rule="evenodd" d="M4 3h16a1 1 0 0 1 1 1v16a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1Zm1 2v14h14V5Zm5.7 10.7-3.4-3.4 1.4-1.4 2 2 4.6-4.6 1.4 1.400Z"/>',
  'thumbs-up':
    '<path d="M3 10h4v11H3Zm6 0 4-8a2.5 2.5 0 0 1 2.4 3.100L14.7 9H20a2 2 0 0 1 2 2.300l-1.2 8A2 2 0 0 1 18.8 21H9Z"/>',
  'thumbs-down':
    '<path d="M21 14h-4V3h4Zm-6 0-4 8a2.5 2.5 0 0 1-2.4-3.100l.7-3.900H4a2 2 0 0 1-2-2.300l1.2-8A2 2 0 0 1 5.2 3H15Z"/>',
  'user-arrows': '<path d="M12 3a4 4 0 1 1 0 8 4 4 0 0 1 0-8Zm-7 16c0-3.5 3-6 7-6s7 2.5 7 6v2H5Z"/>',
  wrench:
    '<path d="M21 7a5 5 0 0 1-6.5 4.800l-7.8 7.800a1.9 1.9 0 0 1-2.7-2.700l7.8-7.800A5 5 0 0 1 17 3l-2.5 2.5.8 3.2 3.2.8Z"/>',
  flask:
    '<path d="M8 2h8v2h-1v5.500l5 9.300A1.5 1.5 0 0 1 18.7 21H5.300A1.5 1.5 0 0 1 4 18.800l5-9.300V4H8Zm3 2v6l-1.6 3h5.200L13 10V4Z"/>',
  crosshair: '<path d="M11 2h2v6h-2Zm0 14h2v6h-2ZM2 11h6v2H2Zm14 0h6v2h-6Z"/>',
  'lightbulb-alt':
    '<path d="M12 2a7 7 0 0 1 4 12.700V17H8v-2.300A7 7 0 0 1 12 2ZM8 19h8v1.500a1.5 1.5 0 0 1-1.5 1.500h-5A1.5 1.5 0 0 1 8 20.500Z"/>',
};
const ring = '<path fill-rule="evenodd" d="M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16Zm0 2a6 6 0 1 0 0 12 6 6 0 0 0 0-12Z"/>';

/** Names of @grafana/data's icons that have no file in any folder below `iconsDir`. Throws when its list has moved. */
export function listMissingIcons(iconsDir: string, grafanaDataDir: string): string[] {
  // Read as text: @grafana/data itself needs a browser to be imported.
  const iconNamesFile = path.join(grafanaDataDir, 'dist/esm/types/icon.mjs');
  const names = [...readFileSync(iconNamesFile, 'utf8').matchAll(/^\s+"?([\w-]+)"?: true,?$/gm)].flatMap(
    (match) => match[1] ?? []
  );
  if (names.length < 200) {
    throw new Error(`Only ${names.length} icon names were found in ${iconNamesFile}: adapt listMissingIcons`);
  }
  return names.filter(
    (name) =>
      !['unicons', 'custom', 'mono', 'solid'].some((kind) => existsSync(path.join(iconsDir, kind, `${name}.svg`)))
  );
}

/** Writes an SVG for each name, into the folder that @grafana/ui reads it from. */
export function writeFallbackIcons(iconsDir: string, names: string[]): void {
  for (const name of names) {
    for (const folder of name.startsWith('gf-') ? ['custom'] : ['unicons', 'solid', 'mono']) {
      const file = path.join(iconsDir, folder, `${name}.svg`);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(
        file,
        `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">${drawings[name] ?? ring}</svg>`
      );
    }
  }
}
