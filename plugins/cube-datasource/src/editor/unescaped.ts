/** For `t`: React escapes what it shows, so i18next must not do it a second time. */
export const unescaped = { interpolation: { escapeValue: false } } as const;
