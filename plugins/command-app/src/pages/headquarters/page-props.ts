import { type PageQueryInput } from '../../queries/page-queries';
import { type CategoryFilters } from '../../queries/scope';
import { type HeadquartersScene } from './HeadquartersScene';
import { type PageContext } from './page-context';
import { type Selection } from './selection';
import { type LiveData } from './use-live-data';

/** What every part of the page gets. */
export interface PageProps {
  scene: HeadquartersScene;
  context: PageContext;
  selection: Selection;
  filters: CategoryFilters;
  input: PageQueryInput;
  /** How new the data are */
  live: LiveData;
}
