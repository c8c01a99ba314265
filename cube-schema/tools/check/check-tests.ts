import { readOracleCoverage } from '../catalogue/oracle-coverage';
import { type Fault } from '../fault';
import { type Model, type ViewMember } from '../model/model';
import { faultAt } from './check-members';

/** Measures of views that no test compares with SQL of its own, and names in the tests' lists that are no measure. */
export function checkTests(root: string, model: Model): Fault[] {
  const coverage = readOracleCoverage(root);
  const measures = new Map<string, ViewMember>(
    model.views.flatMap((view) =>
      view.members
        .filter((member) => model.cubes.get(member.cube)?.members.get(member.name)?.kind === 'measure')
        .map((member) => [`${view.name}.${member.name}`, member] as const)
    )
  );
  return [
    ...[...measures]
      .filter(([name]) => !coverage.has(name))
      .map(([name, member]) =>
        faultAt(
          member,
          `${name} has no oracle test. Remedy: compare it with SQL over core in cube-schema/tests/*.integration.test.ts and name it there in coverMeasures.`
        )
      ),
    ...[...coverage]
      .filter(([name]) => !measures.has(name))
      .flatMap(([name, files]) =>
        files.map((file) => ({ file, line: 1, message: `covers ${name}, which is no measure of a view.` }))
      ),
  ];
}
