import { type PageProps } from './page-props';

/** What a click on a group does: units are drilled into, categories become filters (or stop being ones). */
export function chooseGroup({ scene }: PageProps, by: string): (key: string) => void {
  switch (by) {
    case 'region':
      return (region) => scene.drillTo({ region });
    case 'outlet':
      return (outlet) => scene.drillTo({ outlet });
    default:
      return (value) => scene.toggleFilter(by, value);
  }
}
