import { css, Global } from '@emotion/react';

/** The alphabets beside basic Latin (Czech, Spanish and Greek names), which Grafana's own font list leaves out; no gap around the page. */
export function FontFaces() {
  return <Global styles={[...faces, page]} />;
}

const page = css({ body: { margin: 0 } });

const subsets = {
  Ext: 'U+0100-02BA, U+02BD-02C5, U+02C7-02CC, U+02CE-02D7, U+02DD-02FF, U+0304, U+0308, U+0329, U+1D00-1DBF, U+1E00-1E9F, U+1EF2-1EFF, U+2020, U+20A0-20AB, U+20AD-20C0, U+2113, U+2C60-2C7F, U+A720-A7FF',
  Cyrillic: 'U+0301, U+0400-045F, U+0490-0491, U+04B0-04B1, U+2116',
  Greek: 'U+0370-0377, U+037A-037F, U+0384-038A, U+038C, U+038E-03A1, U+03A3-03FF',
};
const styles = [
  { name: 'Regular', weight: 400, style: 'normal' },
  { name: 'Medium', weight: 500, style: 'normal' },
  { name: 'Italic', weight: 400, style: 'italic' },
  { name: 'MediumItalic', weight: 500, style: 'italic' },
];

const folder = `${window.__grafana_public_path__ ?? '/public/'}fonts/inter/`;
const faces = Object.entries(subsets).flatMap(([subset, unicodeRange]) =>
  styles.map(({ name, weight, style }) =>
    css({
      '@font-face': {
        fontFamily: 'Inter',
        fontStyle: style,
        fontWeight: weight,
        fontDisplay: 'swap',
        src: `url('${folder}Inter-${name}${subset}.woff2') format('woff2')`,
        unicodeRange,
      },
    })
  )
);
