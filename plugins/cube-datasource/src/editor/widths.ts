import { css } from '@emotion/css';

/** For lists of chosen things: their control collapses what it has no room for, so it gets the room there is. */
export const wide = css({ flex: '1 1 280px', minWidth: 0, maxWidth: 720 });
export const medium = css({ flex: '1 1 200px', width: 280, maxWidth: '100%' });
