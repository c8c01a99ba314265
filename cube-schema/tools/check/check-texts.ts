import { readYamlFile, type YamlFile } from '@branchlight/bank-files';
import { type MemberTexts, modelLanguage, type ModelTexts, modelTextsSchema } from '@branchlight/cube-contract';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { type Fault } from '../fault';
import { type Model, type Position } from '../model/model';
import { checkHierarchyTexts } from './check-hierarchy-texts';
import { faultAt } from './check-members';

const folder = 'cube-schema/model-texts';
/** The languages of the product beside that of the model. */
export const translations = ['es-ES', 'zh-Hans'];
/** Texts that are the same in both languages, for good reason. */
export const sameInBoth = new Set(['No', 'Plus', 'Premium', 'General', '25–34', '35–44', '45–54', '55–64']);
const metaSchema = z.object({
  formula: z.string().optional().catch(undefined),
  owner: z.string().optional().catch(undefined),
});

interface NamedMember extends Position {
  view: string;
  name: string;
  owner: string | undefined;
  texts: Partial<MemberTexts>;
}

/** Texts of one language, with where they stand. */
export interface Language {
  language: string;
  yaml: YamlFile;
  texts: ModelTexts;
}

/** Texts of the model's members that a language lacks, has too many of or has in English; owners without a name. */
export function checkTexts(root: string, model: Model): Fault[] {
  const members = listMembers(model);
  const faults: Fault[] = [];
  for (const language of translations) {
    const file = path.posix.join(folder, `${language}.yml`);
    if (!existsSync(path.join(root, file))) {
      faults.push({ file, line: 1, message: 'does not exist: every language of the product needs its texts.' });
      continue;
    }
    const yaml = readYamlFile(path.join(root, file));
    const parsed = modelTextsSchema.safeParse(yaml.value);
    if (!parsed.success) {
      faults.push(
        ...parsed.error.issues.map((issue) => ({
          file,
          line: yaml.lineOf(toPath(issue.path)),
          message: `${issue.path.join('.')}: ${issue.message}`,
        }))
      );
      continue;
    }
    const one = { language, yaml, texts: parsed.data };
    faults.push(
      ...checkViewTexts(model, one),
      ...members.flatMap((member) => checkMemberTexts(member, one)),
      ...checkSurplus(members, model, one, file),
      ...checkShared(members, one, file),
      ...checkOwners(members, one, file),
      ...checkHierarchyTexts(model, one, file)
    );
  }
  return [...faults, ...checkFiles(root)];
}

function listMembers(model: Model): NamedMember[] {
  return model.views.flatMap((view) =>
    view.members.map((member): NamedMember => {
      const source = model.cubes.get(member.cube)?.members.get(member.name);
      const { formula, owner } =
        metaSchema.safeParse(source?.kind === 'measure' ? source.meta : member.meta).data ?? {};
      const { title, description, file, line, name } = member;
      const isMeasure = source?.kind === 'measure';
      return { view: view.name, name, owner, file, line, texts: { title, description, ...(isMeasure && { formula }) } };
    })
  );
}

function checkViewTexts(model: Model, { language, texts }: Language): Fault[] {
  return model.views.flatMap((view) => {
    const own = texts.views[view.name];
    return own
      ? listCopies(view, own).map((key) =>
          faultAt(view, `the view ${view.name} has its ${key} in ${language} in English.`)
        )
      : [
          faultAt(
            view,
            `the view ${view.name} has no texts in ${language}. Remedy: add it to ${folder}/${language}.yml.`
          ),
        ];
  });
}

function checkMemberTexts(member: NamedMember, { language, texts }: Language): Fault[] {
  const name = `${member.view}.${member.name}`;
  const own = texts.views[member.view]?.members[member.name] ?? texts.shared[member.name];
  if (!own) {
    return [faultAt(member, `${name} has no texts in ${language}. Remedy: add it to ${folder}/${language}.yml.`)];
  }
  return [
    ...('formula' in member.texts && own.formula === undefined
      ? [faultAt(member, `${name} has no formula in ${language}.`)]
      : []),
    ...listCopies(member.texts, own).map((key) => faultAt(member, `${name} has its ${key} in ${language} in English.`)),
    ...(String(listCodes(own.description)) === String(listCodes(member.texts.description))
      ? []
      : [
          faultAt(
            member,
            `${name}: the description in ${language} names other codes or placeholders than the English one (${listCodes(member.texts.description).join(', ') || 'none'}).`
          ),
        ]),
  ];
}

function checkSurplus(members: NamedMember[], model: Model, { yaml, texts }: Language, file: string): Fault[] {
  const find = (view: string, name: string) => members.find((each) => each.view === view && each.name === name);
  const surplus = (place: string[]) => ({
    file,
    line: yaml.lineOf(place),
    message: `${place.join('.')} is not in the model. Remedy: remove it.`,
  });
  return [
    ...Object.entries(texts.views).flatMap(([view, { members: named }]) =>
      model.views.some(({ name }) => name === view)
        ? Object.entries(named).flatMap(([name, { formula }]) => {
            const member = find(view, name);
            const place = ['views', view, 'members', name];
            return member
              ? formula !== undefined && !('formula' in member.texts)
                ? [surplus([...place, 'formula'])]
                : []
              : [surplus(place)];
          })
        : [surplus(['views', view])]
    ),
    ...Object.keys(texts.shared)
      .filter((name) => !members.some((each) => each.name === name))
      .map((name) => surplus(['shared', name])),
  ];
}

function checkShared(members: NamedMember[], { yaml, texts }: Language, file: string): Fault[] {
  return Object.keys(texts.shared)
    .filter((name) => {
      const users = members.filter((each) => each.name === name && !texts.views[each.view]?.members[name]);
      return new Set(users.map((each) => JSON.stringify(each.texts))).size > 1;
    })
    .map((name) => ({
      file,
      line: yaml.lineOf(['shared', name]),
      message: `shared.${name} means different things in different views. Remedy: give it per view.`,
    }));
}

function checkOwners(members: NamedMember[], { language, yaml, texts }: Language, file: string): Fault[] {
  const unnamed = members.filter(({ owner }) => owner !== undefined && !(owner in texts.owners));
  const first = unnamed.filter((each, index) => unnamed.findIndex(({ owner }) => owner === each.owner) === index);
  return [
    ...first.map((member) =>
      faultAt(
        member,
        `the owner "${member.owner}" has no name in ${language}. Remedy: add it to owners in ${folder}/${language}.yml.`
      )
    ),
    ...Object.keys(texts.owners)
      .filter((owner) => !members.some((member) => member.owner === owner))
      .map((owner) => ({
        file,
        line: yaml.lineOf(['owners', owner]),
        message: `owners names "${owner}", who owns nothing.`,
      })),
  ];
}

function checkFiles(root: string): Fault[] {
  const known = [modelLanguage, ...translations].map((language) => `${language}.yml`);
  return readdirSync(path.join(root, folder))
    .filter((file) => !known.includes(file))
    .map((file) => ({ file: path.posix.join(folder, file), line: 1, message: 'is of no language of the product.' }));
}

function listCopies(original: Partial<MemberTexts>, own: Partial<MemberTexts>): string[] {
  return (['title', 'description', 'formula'] as const).filter((key) => {
    const text = own[key];
    return text !== undefined && text === original[key] && !sameInBoth.has(text);
  });
}

/** Placeholders and codes that a text mentions: translated they would mean nothing. */
function listCodes(description: string | undefined): string[] {
  return [...(description?.match(/\{\{?\w+\}?\}|\b[a-z0-9]+_[a-z0-9_]+\b/g) ?? [])].sort();
}

function toPath(place: PropertyKey[]): Array<string | number> {
  return place.map((part) => (typeof part === 'number' ? part : String(part)));
}
