import { figureUnits } from '@branchlight/cube-contract';
import { z } from 'zod';
import { type Fault } from '../fault';
import { type CubeMember, type Model, type Position, type View, type ViewMember } from '../model/model';

const measureMetaSchema = z.strictObject({
  /** by_metric: that of the row's metric */
  unit: z.enum([...figureUnits, 'by_metric']),
  direction: z.enum(['up', 'down', 'none']),
  owner: z.string().min(3),
  certified: z.boolean(),
  semi_additive: z.boolean(),
  formula: z.string().min(10),
  decimals: z.int().optional(),
});
const dimensionMetaSchema = z.strictObject({
  role: z.enum(['geography', 'category', 'time']),
  owner: z.string().min(3),
  /** Tells who a customer is: only for viewers with the right to it */
  personal: z.literal(true).optional(),
});
const formats = ['currency', 'number', 'percent'];

/** A fault at a place of the model. */
export function faultAt({ file, line }: Position, message: string): Fault {
  return { file, line, message };
}

/** What is missing or odd about cubes and about the members that views show: meta, format, title, description, a cube that is not private. */
export function checkMembers(model: Model): Fault[] {
  const cubes = [...model.cubes.values()].flatMap((cube) => [
    ...(cube.isPublic
      ? [faultAt(cube, `the cube ${cube.name} is public. Remedy: add "public: false"; people ask views.`)]
      : []),
    ...(cube.hasRefreshKey
      ? []
      : [
          faultAt(
            cube,
            `the cube ${cube.name} has no refresh key: Cube would answer with old figures. Remedy: copy that of deposit_period.`
          ),
        ]),
    ...[...cube.members.values()]
      .filter(({ kind }) => kind === 'measure')
      .flatMap((measure) => checkMeta(measure, measureMetaSchema, `the measure ${cube.name}.${measure.name}`)),
  ]);
  return [
    ...cubes,
    ...model.views.flatMap((view) => view.members.flatMap((member) => checkViewMember(model, view, member))),
  ];
}

function checkViewMember(model: Model, view: View, member: ViewMember): Fault[] {
  const name = `${view.name}.${member.name}`;
  const source = model.cubes.get(member.cube)?.members.get(member.name);
  if (!source) {
    return [
      faultAt(member, `${name} is no member of the cube ${member.cube}. Remedy: add it there, or correct the name.`),
    ];
  }
  const faults: Fault[] = [];
  const add = (message: string) => faults.push(faultAt(member, `${name} ${message}`));
  if (!/^[a-z][a-z0-9_]*$/.test(member.name)) {
    add('is no name in snake_case.');
  }
  if (!source.isPublic) {
    add(`is hidden in the cube (public: false). Remedy: leave it out of the view.`);
  }
  if ((member.title ?? '').trim().length < 2) {
    add('has no title.');
  }
  if ((member.description ?? '').trim().length < 10) {
    add('has no description. Remedy: say in a sentence what is counted.');
  }
  return [
    ...faults,
    ...(source.kind === 'measure' ? checkMeasure(member, name) : checkMeta(member, dimensionMetaSchema, name)),
  ];
}

function checkMeasure(member: ViewMember, name: string): Fault[] {
  return [
    ...(formats.includes(member.format ?? '')
      ? []
      : [faultAt(member, `${name} has no format. Remedy: give one of ${formats.join(', ')}.`)]),
    ...(member.meta === undefined
      ? []
      : [
          faultAt(
            member,
            `${name} has a meta in the view. Remedy: move it to the measure in the cube, which is the one place for it.`
          ),
        ]),
  ];
}

function checkMeta(at: CubeMember | ViewMember, schema: z.ZodType, name: string): Fault[] {
  const result = schema.safeParse(at.meta ?? {});
  return result.success
    ? []
    : result.error.issues.map((issue) =>
        faultAt(at, `${name}: meta${issue.path.map((part) => `.${String(part)}`).join('')} ${describeIssue(issue)}`)
      );
}

function describeIssue(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}.`;
    case 'unrecognized_keys':
      return `does not know ${issue.keys.join(', ')}.`;
    default:
      return `is missing or not what it must be (${issue.message}).`;
  }
}
