#!/bin/sh
# Starts what this image was built for: a service as `api`, `worker` or `all` (or once, for `indexes` or an errand), or the gateway.
# Inside a container every process listens on the same port, so its settings are the same for all.
set -eu
name=$(echo "$SERVICE" | tr '[:lower:]' '[:upper:]')
export "${name}_HOST=0.0.0.0" "${name}_PORT=8000" "${name}_WORKER_PORT=8000"
if [ "$SERVICE" = gateway ]; then
  export GATEWAY_INTERNAL_HOST=0.0.0.0 GATEWAY_INTERNAL_PORT=9000
  exec python -m gateway
fi
exec python -m chassis "$SERVICE" "$@"
