const { readdirSync, readFileSync } = require('node:fs');
const path = require('node:path');
const yaml = require('js-yaml');

/** Of viewers who see names, phone numbers and e-mail addresses of customers. */
const personalSuffix = '_personal';

/**
 * Who may ask which view, and which of its members tell who a customer is: read from the views themselves, so that refusals say the same as
 * their access policies.
 *
 * @param {string} [folder]
 * @returns {Record<string, { groups: string[], personal: string[] }>} by view
 */
function readViewAccess(folder = path.join(__dirname, '../model/views')) {
  const views = readdirSync(folder)
    .filter((file) => file.endsWith('.yml'))
    .flatMap((file) => yaml.load(readFileSync(path.join(folder, file), 'utf8')).views);
  return Object.fromEntries(
    views.map(({ name, cubes, access_policy: policies }) => [
      name,
      {
        groups: policies.map(({ group }) => group),
        personal: cubes
          .flatMap(({ includes }) => includes)
          .filter(({ meta }) => meta?.personal === true)
          .map((member) => member.name),
      },
    ])
  );
}

/**
 * The groups of a viewer, by which access policies are chosen.
 *
 * @param {{ group?: string, seesPersonalData?: boolean }} [scope]
 */
function listGroups({ group = 'none', seesPersonalData = false } = {}) {
  return group !== 'none' && seesPersonalData ? [group, `${group}${personalSuffix}`] : [group];
}

module.exports = { readViewAccess, listGroups, personalSuffix };
