export const PLUGIN_ID = 'branchlight-command-app';

/** The panel that shows all figures; installed beside the app. */
export const SCORECARD_ID = 'branchlight-scorecard-panel';

/** Address of the headquarters' page. */
export const COMMAND_CENTER_URL = `/a/${PLUGIN_ID}/command-center`;

/** Where everything that is loaded can be asked for. */
export const EXPLORE_URL = '/explore';
