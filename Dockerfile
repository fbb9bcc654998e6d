FROM python:3.11-slim AS build
RUN pip install --no-cache-dir uv==0.13.9
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN uv sync --locked --no-dev --all-extras
COPY . .
RUN FOIATRACK_HOME=/tmp/build STATIC_ROOT=/app/static-collected .venv/bin/python manage.py collectstatic --no-input

FROM python:3.11-slim
RUN useradd --system --create-home --home-dir /var/lib/foiatrack foiatrack
COPY --from=build /app /app
WORKDIR /app
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    STATIC_ROOT=/app/static-collected \
    FOIATRACK_HOME=/var/lib/foiatrack
USER foiatrack
VOLUME /var/lib/foiatrack
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://localhost:8000/health/', timeout=4)"]
CMD ["gunicorn", "foiatrack.wsgi", "--bind", "0.0.0.0:8000", "--workers", "3"]
