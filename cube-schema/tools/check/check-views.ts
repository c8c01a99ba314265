import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { type Fault } from '../fault';
import { type Model, type Policy, type View } from '../model/model';
import { faultAt } from './check-members';

const viewsFile = 'cube-schema/config/views.js';
/** Rows of a group, by the member that holds its unit and the claim of the security context to compare it with. */
const scopes: Record<string, { member: string; claim: string }> = {
  region: { member: 'region_code', claim: 'regionCode' },
  branch: { member: 'outlet_code', claim: 'outletCode' },
  staff: { member: 'staff_code', claim: 'staffCode' },
};
const filterSchema = z.object({ filters: z.array(z.unknown()).min(1) });

export type DeclaredViews = Readonly<Record<string, { period?: string; targets?: string }>>;

/** What is wrong with views as such: their file, their entry in config/views.js and who may ask them. */
export function checkViews(model: Model, declared: DeclaredViews): Fault[] {
  const names = new Set(model.views.map(({ name }) => name));
  return [
    ...Object.keys(declared)
      .filter((name) => !names.has(name))
      .map((name) => ({
        file: viewsFile,
        line: 1,
        message: `names a view ${name} that there is not. Remedy: remove it.`,
      })),
    ...model.views.flatMap((view) => [...checkView(view, declared), ...checkPolicies(view)]),
  ];
}

function checkView(view: View, declared: DeclaredViews): Fault[] {
  const faults: Fault[] = [];
  const add = (message: string) => faults.push(faultAt(view, `the view ${view.name} ${message}`));
  if (view.file !== `cube-schema/model/views/${view.name}.yml`) {
    add(`stands in a file of another name. Remedy: name it ${view.name}.yml, one view in each.`);
  }
  if ((view.title ?? '').trim().length < 3) {
    add('has no title.');
  }
  if ((view.description ?? '').trim().length < 10) {
    add('has no description.');
  }
  const entry = declared[view.name];
  if (!entry) {
    add(`is not in ${viewsFile}: nobody could ask it. Remedy: add it there.`);
  } else {
    const date = view.members.find(({ name }) => name === 'date');
    const period = date && `${date.cube}.period`;
    if (entry.period !== period) {
      add(
        period
          ? `has a date. Remedy: add "period: '${period}'" to its entry in ${viewsFile}.`
          : `has no date, but ${viewsFile} gives it a period. Remedy: remove that.`
      );
    }
  }
  return faults;
}

function checkPolicies(view: View): Fault[] {
  const faults: Fault[] = [];
  const found = new Map<string, Policy>();
  for (const policy of view.policies) {
    const add = (message: string) =>
      faults.push(faultAt(policy, `the policy of ${view.name} for ${policy.group} ${message}`));
    if (found.has(policy.group)) {
      add('is there twice: Cube would let both through.');
    }
    found.set(policy.group, policy);
    const scope = scopes[policy.group];
    if (policy.group === 'hq') {
      if (!isDeepStrictEqual(policy.rowLevel, { allow_all: true })) {
        add('is not "allow_all: true", as that of headquarters must be.');
      }
    } else if (!scope) {
      add(`is of no group that there is. Remedy: use one of hq, ${Object.keys(scopes).join(', ')}.`);
    } else if (!isScoped(policy.rowLevel, scope)) {
      add(
        `does not hold it to its own rows. Remedy: filter member ${scope.member}, operator equals, values ['{ securityContext.${scope.claim} }'].`
      );
    }
  }
  if (!found.has('hq')) {
    faults.push(faultAt(view, `the view ${view.name} has no policy for hq. Remedy: add one with row_level allow_all.`));
  }
  // Who sees nothing at all of a view that others see by outlet was forgotten; a view of headquarters alone was meant so.
  const isSplit = found.size > 1 || view.members.some(({ name }) => name === 'outlet_code');
  for (const group of isSplit ? ['region', 'branch'] : []) {
    if (!found.has(group)) {
      faults.push(faultAt(view, `the view ${view.name} has no policy for ${group}: they would see nothing.`));
    }
  }
  return faults;
}

/** Whether the first filter is that of the own unit; further ones only narrow it. */
function isScoped(rowLevel: unknown, { member, claim }: { member: string; claim: string }): boolean {
  const parsed = filterSchema.safeParse(rowLevel);
  return (
    parsed.success &&
    parsed.data.filters.some((filter) =>
      isDeepStrictEqual(filter, { member, operator: 'equals', values: [`{ securityContext.${claim} }`] })
    )
  );
}
