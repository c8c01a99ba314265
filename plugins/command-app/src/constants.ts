export const PLUGIN_ID = 'branchlight-command-app';

/** Address of the headquarters' page. */
export const COMMAND_CENTER_URL = `/a/${PLUGIN_ID}/command-center`;
