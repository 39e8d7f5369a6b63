{{/* REST answers only after the DCS did, so without a startup probe an outage of the API server becomes a kill loop.
     A replica is ready when it streams and lags little (Patroni >= 4.1). */}}
{{- define "patroni.probes" -}}
startupProbe:
  httpGet: { path: /liveness, port: patroni }
  periodSeconds: 2
  timeoutSeconds: 5
  failureThreshold: {{ div (add (int .Values.pod.startupSeconds) 1) 2 }}
livenessProbe:
  httpGet: { path: /liveness, port: patroni }
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 3
readinessProbe:
  httpGet: { path: "/readiness?lag={{ .Values.pod.readinessLag }}&mode=write", port: patroni }
  periodSeconds: 3
  timeoutSeconds: 5
  failureThreshold: 3
{{- end -}}
