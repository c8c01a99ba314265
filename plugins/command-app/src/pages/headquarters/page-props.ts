import { type PageQueryInput } from '../../queries/page-queries';
import { type CategoryFilters } from '../../queries/scope';
import { type HeadquartersScene } from './HeadquartersScene';
import { type PageContext } from './page-context';
import { type Selection } from './selection';

/** What every part of the page gets. */
export interface PageProps {
  scene: HeadquartersScene;
  context: PageContext;
  selection: Selection;
  filters: CategoryFilters;
  input: PageQueryInput;
}
