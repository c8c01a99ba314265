import { isDeepStrictEqual } from 'node:util';
import { personalSuffix } from '../../config/view-access.js';
import { type Fault } from '../fault';
import { type Policy, type View, type ViewMember } from '../model/model';
import { faultAt } from './check-members';

/** Views of which every row is for headquarters only, and those that tell the same to every branch: nothing in them is a unit's own. */
const forHeadquartersOnly = ['sources'];
const forEveryBranch = ['competitor_rates'];
const everything = { allow_all: true };

interface ExpectedPolicy {
  group: string;
  memberLevel: unknown;
  rowLevel: unknown;
}

/**
 * Policies have one form for all views, so that nobody has to think about the scope of a view and none is scoped by a thought of its own:
 * headquarters all rows, the others those of their unit, staff where the view has their code. A view that tells who customers are has each of them
 * twice, for viewers without and with the right to that.
 */
export function checkPolicies(view: View): Fault[] {
  const faults: Fault[] = [];
  const expected = new Map(listPolicies(view).map((policy) => [policy.group, policy]));
  const found = new Set<string>();
  for (const policy of view.policies) {
    const add = (message: string) =>
      faults.push(faultAt(policy, `the policy of ${view.name} for ${policy.group} ${message}`));
    if (found.has(policy.group)) {
      add('is there twice: Cube would let both through.');
    }
    found.add(policy.group);
    const wanted = expected.get(policy.group);
    if (wanted === undefined) {
      add(`is of no group that this view is for. Remedy: use ${[...expected.keys()].join(', ')}.`);
    } else {
      listDifferences(policy, wanted).forEach(add);
    }
  }
  for (const group of expected.keys()) {
    if (!found.has(group)) {
      faults.push(faultAt(view, `the view ${view.name} has no policy for ${group}: they would see nothing.`));
    }
  }
  return [...faults, ...view.members.filter(isUnmarked).map(toUnmarkedFault)];
}

function listDifferences({ rowLevel, memberLevel }: Policy, wanted: ExpectedPolicy): string[] {
  const differences = [];
  if (!isDeepStrictEqual(rowLevel, wanted.rowLevel)) {
    const remedy = `Remedy: row_level ${JSON.stringify(wanted.rowLevel)}.`;
    differences.push(
      wanted.rowLevel === everything
        ? `does not let all rows through. ${remedy}`
        : `does not hold it to its own rows. ${remedy}`
    );
  }
  if (!isDeepStrictEqual(memberLevel, wanted.memberLevel)) {
    differences.push(
      wanted.memberLevel === undefined
        ? 'has a member_level, which it must not. Remedy: remove it.'
        : `does not keep back what it has to. Remedy: member_level ${JSON.stringify(wanted.memberLevel)}.`
    );
  }
  return differences;
}

function listPolicies({ name, members }: View): ExpectedPolicy[] {
  const isPublic = forEveryBranch.includes(name);
  const rows: Array<[string, unknown]> = [['hq', everything]];
  if (!forHeadquartersOnly.includes(name)) {
    rows.push(['region', isPublic ? everything : ownRows('region_code', 'regionCode')]);
    rows.push(['branch', isPublic ? everything : ownRows('outlet_code', 'outletCode')]);
  }
  if (members.some((member) => member.name === 'staff_code')) {
    rows.push(['staff', ownRows('staff_code', 'staffCode')]);
  }
  const personal = members.filter(isPersonal).map((member) => member.name);
  return rows.flatMap(([group, rowLevel]) =>
    personal.length === 0
      ? [{ group, memberLevel: undefined, rowLevel }]
      : [
          { group, memberLevel: { excludes: personal }, rowLevel },
          { group: `${group}${personalSuffix}`, memberLevel: undefined, rowLevel },
        ]
  );
}

function ownRows(member: string, claim: string): object {
  return { filters: [{ member, operator: 'equals', values: [`{ securityContext.${claim} }`] }] };
}

/** Whether a member tells who a customer is. */
function isPersonal({ meta }: ViewMember): boolean {
  return typeof meta === 'object' && meta !== null && 'personal' in meta && meta.personal === true;
}

/** Whether a member is called as if it told who a customer is, without saying so. */
function isUnmarked(member: ViewMember): boolean {
  return /(^|_)(phone|e?mail|birth_date|full_name)$|^(customer_)?name$/.test(member.name) && !isPersonal(member);
}

function toUnmarkedFault(member: ViewMember): Fault {
  return faultAt(
    member,
    `${member.name} seems to tell who a customer is. Remedy: "personal: true" in its meta, and policies for viewers with the right to it.`
  );
}
