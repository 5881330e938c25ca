# Sharemap for a public host: one process, one volume, no secret inside. docs/hosting.md says how to run it.

FROM node:22.17.1-bookworm-slim AS frontend
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund
COPY frontend frontend
COPY src/sharemap/locale src/sharemap/locale
RUN npm run build

FROM python:3.11.13-slim-bookworm AS wheel
WORKDIR /build
COPY pyproject.toml README.md LICENSE LICENSE-DATA ./
COPY requirements/build.txt requirements/
COPY scripts/wheel scripts/
COPY src src
COPY data data
COPY --from=frontend /build/frontend/dist frontend/dist
RUN scripts/wheel

FROM python:3.11.13-slim-bookworm
COPY requirements/s3.txt /tmp/
RUN pip install --no-cache-dir --require-hashes -r /tmp/s3.txt
COPY --from=wheel /build/dist /tmp/dist
RUN pip install --no-cache-dir --no-deps /tmp/dist/*.whl
COPY scripts/healthy.py /opt/
RUN useradd --system --uid 10001 sharemap && install --directory --owner 10001 /var/lib/sharemap

ENV PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=sharemap.config.settings.production \
    SHAREMAP_VAR=/var/lib/sharemap
USER 10001
WORKDIR /var/lib/sharemap
VOLUME /var/lib/sharemap
EXPOSE 8000
HEALTHCHECK --start-period=2m CMD ["python", "/opt/healthy.py", "8000"]
CMD ["sharemap", "run", "--bind", "0.0.0.0", "--port", "8000"]
