/**
 * Members of the view outlets that place an outlet among others: they change when other outlets do, so they tell about outlets beyond a
 * region's or an outlet's own scope. Only headquarters may ask them: the guard refuses them, and the view's policies keep them back.
 */
const amongPeers = [
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
];

module.exports = { amongPeers };
