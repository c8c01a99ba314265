/** Height of the bar at the top, pixels; sticky parts of pages stay below it. */
export const topBarHeight = 48;

/** Width of the side navigation on wide screens, pixels. */
export const sideNavWidth = 224;
