/**
 * What a viewer is told although it depends on rows beyond the own scope. Everything else is denied: the attack tests hold every member that is not
 * listed here to answers that stay the same, byte by byte, whatever happens beyond the scope. docs/decisions/0022 says why each may be told and to whom.
 *
 * `outlets`: where an outlet stands among its peers, as of the end of a month. Managers get it for their own outlets, and only where at least seven
 * outlets beyond their scope stand behind every part of it (mart.outlet_health.is_open_to_branch, is_open_to_region).
 *
 * @type {Readonly<Record<string, readonly string[]>>} members by view
 */
const agreedDisclosures = Object.freeze({
  outlets: [
    'health_index',
    'health_coverage',
    'scale_score',
    'growth_score',
    'quality_score',
    'productivity_score',
    'risk_score',
    'service_score',
    'digital_score',
    'peer_group',
    'classification',
  ],
});

module.exports = { agreedDisclosures };
