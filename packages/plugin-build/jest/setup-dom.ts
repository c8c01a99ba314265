/**
 * What browsers have and jsdom lacks, as far as @grafana/ui needs it. Sizes are fixed and texts are 8 px a letter, so
 * that layouts come out the same on every machine.
 */
import { webcrypto } from 'node:crypto';
import { TextDecoder, TextEncoder } from 'node:util';
import type * as React from 'react';

type ReactModule = typeof React;

process.env.TZ = 'UTC';

function define(name: string, value: unknown): void {
  if (!(name in globalThis)) {
    Object.defineProperty(globalThis, name, { configurable: true, writable: true, value });
  }
}

class SilentObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
  takeRecords() {
    return [];
  }
}

define('TextEncoder', TextEncoder);
define('TextDecoder', TextDecoder);
define('ResizeObserver', SilentObserver);
define('IntersectionObserver', SilentObserver);
define('structuredClone', (value: unknown) => JSON.parse(JSON.stringify(value)));
if (!globalThis.crypto?.subtle) {
  Object.defineProperty(globalThis, 'crypto', { configurable: true, value: webcrypto });
}

/** No media query matches: wide screen, light scheme, motion allowed. */
define('matchMedia', (media: string) => ({
  matches: false,
  media,
  onchange: null,
  addListener: () => {},
  removeListener: () => {},
  addEventListener: () => {},
  removeEventListener: () => {},
  dispatchEvent: () => false,
}));

if (!('fonts' in document)) {
  Object.defineProperty(document, 'fonts', { value: { ready: Promise.resolve(), check: () => true } });
}
define(
  'Path2D',
  class {
    addPath() {}
    moveTo() {}
    lineTo() {}
    rect() {}
    arc() {}
    closePath() {}
    bezierCurveTo() {}
    quadraticCurveTo() {}
  }
);

/** A canvas context that draws nothing and measures text. */
function createContext(canvas: HTMLCanvasElement): unknown {
  const measured = { measureText: (text: string) => ({ width: text.length * 8 }), canvas };
  const properties = new Map<PropertyKey, unknown>(Object.entries(measured));
  return new Proxy(
    {},
    {
      get: (_target, name) => (properties.has(name) ? properties.get(name) : () => undefined),
      set: (_target, name, value) => {
        properties.set(name, value);
        return true;
      },
    }
  );
}

Object.defineProperty(HTMLCanvasElement.prototype, 'getContext', {
  configurable: true,
  value(this: HTMLCanvasElement) {
    return createContext(this);
  },
});

// jsdom has no styles of pseudo-elements and writes an error for every question after one.
const { getComputedStyle } = window;
window.getComputedStyle = (element) => getComputedStyle(element);

Element.prototype.scrollIntoView ??= () => {};
Element.prototype.scrollTo ??= () => {};

// Grafana's icons are fetched from its server: without one, an empty picture that is named after its file.
jest.mock('react-inlinesvg', () => {
  const { createElement } = jest.requireActual<ReactModule>('react');
  const InlineSvg = ({ src, title, ...rest }: { src: string; title?: string }) =>
    createElement('svg', {
      'data-testid': /([^/]+)\.svg/.exec(src)?.[1] ?? src,
      'aria-label': title,
      className: 'className' in rest ? rest.className : undefined,
    });
  return { __esModule: true, default: InlineSvg, cacheStore: Object.create(null) };
});
