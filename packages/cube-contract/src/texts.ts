import { z } from 'zod';

const text = (what: string) =>
  z.string({ error: `must be ${what}.` }).refine((value) => value.trim() !== '', `must be ${what}.`);

const memberTextsSchema = z.strictObject({
  title: text('the title of the member'),
  description: text('the description of the member'),
  /** Of measures: how the figure is computed, in words */
  formula: text('the formula in words').optional(),
});
export type MemberTexts = z.infer<typeof memberTextsSchema>;

const viewTextsSchema = z.strictObject({
  title: text('the title of the view'),
  description: text('the description of the view'),
  members: z.record(z.string(), memberTextsSchema),
});
export type ViewTexts = z.infer<typeof viewTextsSchema>;

/**
 * The semantic layer's texts in one language. `shared` are the members that mean the same in every view. `words` name the values of categories: by the member's name, or by
 * `view.member` where one view means something else by it.
 */
export const modelTextsSchema = z.strictObject({
  views: z.record(z.string(), viewTextsSchema).default({}),
  shared: z.record(z.string(), memberTextsSchema).default({}),
  words: z.record(z.string(), z.record(z.string(), text('the word for the value'))).default({}),
  /** Folders of views, by the model's name */
  folders: z.record(z.string(), text('the name of the folder')).default({}),
  /** Hierarchies of views, by name */
  hierarchies: z.record(z.string(), text('the title of the hierarchy')).default({}),
  /** Who answers for a metric, by the model's `meta.owner` */
  owners: z.record(z.string(), text('the name of the owner')).default({}),
});
export type ModelTexts = z.infer<typeof modelTextsSchema>;

/** Texts by language (a BCP 47 tag); those of English hold words only, its titles stand in the model. */
export const modelLanguagesSchema = z.record(z.string(), modelTextsSchema);
export type ModelLanguages = z.infer<typeof modelLanguagesSchema>;

/** Language of the model itself: shown where the viewer's language is not known or has no texts. */
export const modelLanguage = 'en-US';

/**
 * The offered language that a reader of the wished one understands: the same language in the same script, so that `es-MX`
 * is served `es-ES` and `zh-CN` `zh-Hans`, but `zh-TW` is not. English where there is none or the wish is no language.
 */
export function chooseLanguage(wish: string | undefined, offered: readonly string[]): string {
  if (wish === undefined || offered.includes(wish)) {
    return wish ?? modelLanguage;
  }
  const wanted = readScript(wish);
  return (wanted && offered.find((language) => readScript(language) === wanted)) ?? modelLanguage;
}

function readScript(tag: string): string | undefined {
  try {
    const { language, script } = new Intl.Locale(tag).maximize();
    return `${language}-${script}`;
  } catch {
    return undefined;
  }
}

/** Texts of `view.member` (or `view.member.granularity`); undefined where the language has none. */
export function findMemberTexts(texts: ModelTexts | undefined, member: string): MemberTexts | undefined {
  const [view = '', name = ''] = member.split('.');
  return texts?.views[view]?.members[name] ?? texts?.shared[name];
}

/** Words for the values of `view.member`; undefined for a member whose values are shown as they are. */
export function findWords(texts: ModelTexts | undefined, member: string): Record<string, string> | undefined {
  const [view = '', name = ''] = member.split('.');
  return texts?.words[`${view}.${name}`] ?? texts?.words[name];
}
