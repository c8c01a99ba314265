import amdModule from 'amd-module';

// Chunks and images are fetched from where module.js came from, whatever path Grafana is served under.
if (amdModule && amdModule.uri) {
  __webpack_public_path__ = amdModule.uri.slice(0, amdModule.uri.lastIndexOf('/') + 1);
}
