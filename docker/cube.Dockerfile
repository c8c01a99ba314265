# Cube with the semantic layer of this repository. The packages that cube.js asks for come with the image.
FROM cubejs/cube:v1.7.43
COPY cube-schema/cube.js /cube/conf/cube.js
COPY cube-schema/catalogue.json /cube/conf/catalogue.json
COPY cube-schema/config /cube/conf/config
COPY cube-schema/model /cube/conf/model
COPY cube-schema/model-texts /cube/conf/model-texts
RUN node -e "for (const name of ['@cubejs-backend/server-core', '@cubejs-backend/api-gateway', 'js-yaml', 'jsonwebtoken', 'pg']) require.resolve(name)"
