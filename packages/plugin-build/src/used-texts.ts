/** A text that a source asks for. */
export interface UsedText {
  key: string;
  /** The English default; undefined for a `<Trans>` whose children are elements */
  text: string | undefined;
}

/** Finds the texts that a source asks for with `t('key', 'English')` and `<Trans i18nKey="key">English</Trans>`. */
export function findUsedTexts(file: string, source: string): { texts: UsedText[]; problems: string[] } {
  const texts: UsedText[] = [];
  const problems: string[] = [];
  for (const { index } of source.matchAll(/(?<![\w.$])t\(/g)) {
    const call = source.slice(index);
    const [, key, quote, text] =
      /^t\(\s*'([\w.-]+)',\s*(['"`])((?:\\.|(?!\2).)*)\2/s.exec(call) ?? /^t\(\s*'([\w.-]+)'/.exec(call) ?? [];
    if (key === undefined) {
      problems.push(`${file}: ${call.split('\n')[0]?.slice(0, 60)} … has a key that is not written out`);
    } else {
      texts.push({ key, text: quote && text?.replaceAll(`\\${quote}`, quote) });
    }
  }
  for (const [, key = '', children] of source.matchAll(/\bi18nKey="([\w.-]+)"[^>]*>([^<{]*)</g)) {
    const text = children?.replace(/\s+/g, ' ').trim();
    texts.push({ key, text: text === '' ? undefined : text });
  }
  return { texts, problems };
}
