import { type Fault } from '../fault';
import { type Model, type View } from '../model/model';
import { faultAt } from './check-members';
import { checkPolicies } from './check-policies';

const viewsFile = 'cube-schema/config/views.js';

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
