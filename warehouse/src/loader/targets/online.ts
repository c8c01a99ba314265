import { date, integer, moment, needed, text } from './fields';
import { type Target } from './types';

export const appRelease: Target = {
  name: 'app_release',
  table: 'core.app_release',
  description: 'Versions of the mobile bank',
  key: ['version'],
  day: 'released_on',
  feedsMart: true,
  changesNoDay: true,
  fields: {
    version: text('version', needed),
    released_on: date('day of release', needed),
    note: text('what is new'),
  },
};

export const journeyStep: Target = {
  name: 'journey_step',
  table: 'core.journey_step',
  description: 'Steps of the journeys through the mobile or web bank, in order',
  key: ['journey', 'step'],
  feedsMart: true,
  changesNoDay: true,
  fields: {
    journey: text('journey, such as term_deposit', needed),
    step: text('step', needed),
    step_order: integer('place in the journey, from 1', { needed: true, min: 1 }),
    title: text('name for people', needed),
    within_minutes: integer(
      'counts as reached when it follows the step before within so many minutes; empty: whenever in the visit',
      {
        min: 1,
      }
    ),
  },
};

export const appSession: Target = {
  name: 'app_session',
  table: 'core.app_session',
  description: 'Visits of the mobile or web bank',
  key: ['session_code'],
  day: 'started_at',
  daylessChangesNoDay: true,
  feedsMart: true,
  fields: {
    session_code: text("the source's code", needed),
    visitor_code: text(
      'who visited: the customer where known, else the device or what else the source tells apart',
      needed
    ),
    customer_code: text('logged-in customer: the visit counts as activity', { references: 'customer' }),
    started_at: moment('start; without it the visit is part of no period'),
    channel: text('channel, such as mobile or web', needed),
    app_version: text('version of the mobile bank'),
    variant: text('group of an A/B test'),
    outlet_code: text("customer's home outlet then", { references: 'outlet' }),
  },
};

export const appEvent: Target = {
  name: 'app_event',
  table: 'core.app_event',
  description: 'Steps of a journey that a visit reached',
  key: ['event_code'],
  references: { fields: ['journey', 'step'], table: 'journey_step' },
  day: 'occurred_at',
  feedsMart: true,
  changesNoDay: true,
  fields: {
    event_code: text("the source's code", needed),
    session_code: text('visit', { needed: true, references: 'app_session' }),
    journey: text('journey; with the step a key of journey_step', needed),
    step: text('step', needed),
    occurred_at: moment('when; without it steps count whatever their time'),
  },
};
