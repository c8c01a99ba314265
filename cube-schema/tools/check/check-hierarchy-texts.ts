import { type Fault } from '../fault';
import { type Hierarchy, type Model } from '../model/model';
import { faultAt } from './check-members';
import { type Language } from './check-texts';

/** Titles of hierarchies that a language lacks, has in English or has of nothing. */
export function checkHierarchyTexts(model: Model, { language, yaml, texts }: Language, file: string): Fault[] {
  const hierarchies = new Map<string, Hierarchy>();
  for (const hierarchy of [...model.cubes.values()].flatMap((cube) => [...cube.hierarchies.values()])) {
    hierarchies.set(hierarchy.name, hierarchies.get(hierarchy.name) ?? hierarchy);
  }
  return [
    ...[...hierarchies.values()].flatMap((hierarchy) => {
      const title = texts.hierarchies[hierarchy.name];
      if (title === undefined) {
        const remedy = `Remedy: add it to hierarchies in ${file}.`;
        return [faultAt(hierarchy, `the hierarchy ${hierarchy.name} has no title in ${language}. ${remedy}`)];
      }
      return title === hierarchy.title
        ? [faultAt(hierarchy, `the hierarchy ${hierarchy.name} has its title in ${language} in English.`)]
        : [];
    }),
    ...Object.keys(texts.hierarchies)
      .filter((name) => !hierarchies.has(name))
      .map((name) => ({
        file,
        line: yaml.lineOf(['hierarchies', name]),
        message: `hierarchies.${name} is not in the model. Remedy: remove it.`,
      })),
  ];
}
