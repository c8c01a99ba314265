import { useCallback, useEffect, useRef, useState } from 'react';

/** Width of an element in pixels, kept up to date: `[ref, width]`. `fallback` until it is measured. */
export function useElementWidth(fallback = 0): [(element: Element | null) => void, number] {
  const [width, setWidth] = useState(fallback);
  const observer = useRef<ResizeObserver | null>(null);
  const ref = useCallback((element: Element | null) => {
    observer.current?.disconnect();
    if (!element) {
      return;
    }
    const measure = (measured: number) => measured > 0 && setWidth(Math.floor(measured));
    measure(element.getBoundingClientRect().width);
    observer.current = new ResizeObserver((entries) => entries.forEach((entry) => measure(entry.contentRect.width)));
    observer.current.observe(element);
  }, []);
  useEffect(() => () => observer.current?.disconnect(), []);
  return [ref, width];
}
