# Grafana with this repository's plugins, and Node for the datasource's backend (docs/decisions/0003-backend-in-typescript.md).
FROM node:24.21.0-bookworm-slim AS plugins
WORKDIR /build
COPY . .
RUN npm ci --no-audit --no-fund && npm run plugin:build

FROM grafana/grafana:13.1.1
USER root
# Grafana gives plugins no PATH, so Node has to be where a shell looks without one: Alpine puts it into /usr/bin.
RUN apk add --no-cache nodejs \
  && env -i /usr/bin/env node -e "process.exit(Number(process.versions.node.split('.')[0]) >= 20 ? 0 : 1)"
# Outside of /var/lib/grafana, where a volume would hide them after an update.
COPY --from=plugins /build/plugins/command-app/dist /opt/branchlight/plugins/branchlight-command-app
COPY --from=plugins /build/plugins/cube-datasource/dist /opt/branchlight/plugins/branchlight-cube-datasource
COPY --from=plugins /build/plugins/scorecard-panel/dist /opt/branchlight/plugins/branchlight-scorecard-panel
ENV GF_PATHS_PLUGINS=/opt/branchlight/plugins
USER 472
