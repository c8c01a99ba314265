import { findMemberTexts, findWords, metaSchema, type ModelTexts, stripView } from '@branchlight/cube-contract';
import { z } from 'zod';
import { QueryError } from './query-error';

const namesSchema = z.array(z.string());
const memberSchema = z.looseObject({
  name: z.string(),
  meta: z.record(z.string(), z.unknown()).nullish(),
  drillMembers: namesSchema.optional(),
  drillMembersGrouped: z.record(z.string(), namesSchema).optional(),
});
const viewSchema = z.looseObject({
  name: z.string(),
  measures: z.array(memberSchema),
  dimensions: z.array(memberSchema),
  hierarchies: z
    .array(z.looseObject({ name: z.string(), title: z.string().nullish(), levels: namesSchema }))
    .optional(),
  folders: z.array(z.looseObject({ name: z.string(), members: z.array(z.unknown()) })).optional(),
});
const answerSchema = z.looseObject({ cubes: z.array(viewSchema) });

type Member = z.infer<typeof memberSchema>;

/**
 * Cube's description of the views with the texts of a language laid over it; what has no text stays as the model says it.
 * Dimensions whose values are words get them as `meta.words`.
 *
 * @throws QueryError when it is not an answer of /v1/meta
 */
export function translateMeta(meta: unknown, texts: ModelTexts | undefined): unknown {
  const answer = answerSchema.safeParse(meta);
  if (!answer.success || !metaSchema.safeParse(meta).success) {
    throw new QueryError(
      'Cube gave an answer that is not one of /v1/meta: check the Cube API URL and its version.',
      502
    );
  }
  return {
    ...answer.data,
    cubes: answer.data.cubes.map((view) => {
      const own = texts?.views[view.name];
      const translate = (member: Member) => translateMember(member, texts, own?.title);
      // Cube names members that it keeps from the viewer in folders, hierarchies and drill members.
      const visible = new Set<unknown>([...view.measures, ...view.dimensions].map(({ name }) => name));
      const isVisible = (member: unknown) => visible.has(member);
      return {
        ...view,
        ...(own && { title: own.title, description: own.description }),
        measures: view.measures.map((measure) => translate(withVisibleDrill(measure, isVisible))),
        dimensions: view.dimensions.map(translate),
        ...(view.hierarchies && {
          hierarchies: view.hierarchies
            .map(({ name, title, levels }) => ({
              name,
              title: texts?.hierarchies[stripView(name)] ?? title,
              levels: levels.filter(isVisible),
            }))
            .filter(({ levels }) => levels.length > 0),
        }),
        ...(view.folders && {
          folders: view.folders.map(({ name, members }) => ({
            name: texts?.folders[name] ?? name,
            members: members.filter(isVisible),
          })),
          nestedFolders: undefined,
        }),
      };
    }),
  };
}

function withVisibleDrill(measure: Member, isVisible: (member: unknown) => boolean): Member {
  const { drillMembers, drillMembersGrouped } = measure;
  return {
    ...measure,
    ...(drillMembers && { drillMembers: drillMembers.filter(isVisible) }),
    ...(drillMembersGrouped && {
      drillMembersGrouped: Object.fromEntries(
        Object.entries(drillMembersGrouped).map(([kind, members]) => [kind, members.filter(isVisible)])
      ),
    }),
  };
}

function translateMember(member: Member, texts: ModelTexts | undefined, viewTitle: string | undefined): Member {
  const own = findMemberTexts(texts, member.name);
  const words = findWords(texts, member.name);
  const { meta } = member;
  const owner = typeof meta?.owner === 'string' ? texts?.owners[meta.owner] : undefined;
  const changes = { ...(own?.formula && { formula: own.formula }), ...(owner && { owner }), ...(words && { words }) };
  return {
    ...member,
    // Cube's own `title` has the view's in front.
    ...(own && { title: [viewTitle, own.title].filter(Boolean).join(' '), shortTitle: own.title }),
    ...(own && { description: own.description }),
    ...(Object.keys(changes).length > 0 && { meta: { ...meta, ...changes } }),
  };
}
