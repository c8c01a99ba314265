const { readdirSync, readFileSync } = require('node:fs');
const path = require('node:path');
const yaml = require('js-yaml');

const textsFolder = path.join(__dirname, '..', 'model-texts');

/**
 * Makes Cube's own server (image cubejs/cube) answer what the datasource asks beside Cube's API: who the viewer is, the model's texts and the
 * catalogue. Cube
 * has no setting for routes of one's own, so its server-core is extended. services/cube-server has its own server and does not need this.
 *
 * @param {{ prototype: { initApp(app: object): Promise<void> } }} serverCore - the class CubejsServerCore
 * @param {{ authenticate: Function, viewers: { describeViewer: Function, describeCatalogue: Function } }} access - from createCubeConfig
 */
function addOwnRoutes(serverCore, { authenticate, viewers }) {
  const texts = readTexts();
  const { initApp } = serverCore.prototype;
  serverCore.prototype.initApp = function initWithOwnRoutes(app) {
    app.get(
      '/branchlight/v1/viewer',
      answer((scope) => viewers.describeViewer(scope))
    );
    app.get(
      '/branchlight/v1/texts',
      answer(async () => texts)
    );
    app.get(
      '/branchlight/v1/catalogue',
      answer((scope) => viewers.describeCatalogue(scope))
    );
    return initApp.call(this, app);
  };

  function answer(describe) {
    return (request, response) => {
      authenticate(readBearer(request))
        .then(async (scope) => response.json(await describe(scope)))
        .catch((error) => {
          // Only Cube's own refusals have a status; a text of anything else may name the database.
          const isRefusal = Number.isInteger(error?.status);
          response
            .status(isRefusal ? error.status : 503)
            .json({ error: isRefusal ? error.message : 'The warehouse cannot be asked who you are: try again.' });
        });
    };
  }
}

/** One file for each language; the repository's tests check what is in them. */
function readTexts() {
  const files = readdirSync(textsFolder).filter((name) => name.endsWith('.yml'));
  return Object.fromEntries(
    files.map((name) => [path.basename(name, '.yml'), yaml.load(readFileSync(path.join(textsFolder, name), 'utf8'))])
  );
}

function readBearer(request) {
  return /^(?:Bearer\s+)?(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
}

module.exports = { addOwnRoutes, readTexts };
