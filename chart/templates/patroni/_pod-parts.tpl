{{/* Parts of the members' pod template. */}}

{{/* Passwords come from the Secret, addresses from the pod. Patroni removes its own variables before it starts Postgres. */}}
{{- define "patroni.memberEnv" -}}
{{- $secret := include "patroni.secretName" . -}}
- { name: PATRONI_NAME, valueFrom: { fieldRef: { fieldPath: metadata.name } } }
- { name: PATRONI_KUBERNETES_NAMESPACE, valueFrom: { fieldRef: { fieldPath: metadata.namespace } } }
# patronictl in a member needs no flags.
- { name: PATRONICTL_CONFIG_FILE, value: /etc/patroni/patroni.yaml }
- { name: POD_IP, valueFrom: { fieldRef: { fieldPath: status.podIP } } }
- { name: PATRONI_POSTGRESQL_CONNECT_ADDRESS, value: "$(POD_IP):5432" }
- { name: PATRONI_RESTAPI_CONNECT_ADDRESS, value: "$(POD_IP):8008" }
- { name: PATRONI_SUPERUSER_USERNAME, value: postgres }
- { name: PATRONI_SUPERUSER_PASSWORD, valueFrom: { secretKeyRef: { name: {{ $secret }}, key: superuser-password } } }
- { name: PATRONI_REPLICATION_USERNAME, value: replicator }
- { name: PATRONI_REPLICATION_PASSWORD, valueFrom: { secretKeyRef: { name: {{ $secret }}, key: replication-password } } }
- { name: PATRONI_RESTAPI_USERNAME, value: patroni }
- { name: PATRONI_RESTAPI_PASSWORD, valueFrom: { secretKeyRef: { name: {{ $secret }}, key: restapi-password } } }
- { name: MONITOR_PASSWORD, valueFrom: { secretKeyRef: { name: {{ $secret }}, key: monitor-password } } }
{{- end -}}

{{/* REST answers only after the DCS did, so without a startup probe an outage of the API server becomes a kill loop.
     A replica is ready when it streams and lags little (Patroni >= 4.1). */}}
{{- define "patroni.probes" -}}
startupProbe:
  httpGet: { path: /liveness, port: patroni }
  periodSeconds: 2
  timeoutSeconds: 5
  failureThreshold: 150
livenessProbe:
  httpGet: { path: /liveness, port: patroni }
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 3
readinessProbe:
  httpGet: { path: "/readiness?lag=100MB&mode=write", port: patroni }
  periodSeconds: 3
  timeoutSeconds: 5
  failureThreshold: 3
{{- end -}}

{{- define "patroni.podSecurityContext" -}}
runAsNonRoot: true
runAsUser: 999
runAsGroup: 999
fsGroup: 999
fsGroupChangePolicy: OnRootMismatch
seccompProfile: { type: RuntimeDefault }
{{- end -}}

{{/* Pod Security `restricted`, and a read-only root file system */}}
{{- define "patroni.containerSecurityContext" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: { drop: [ALL] }
{{- end -}}

{{/* Members on different nodes and zones where there are any; a small cluster still gets all of them. */}}
{{- define "patroni.topologySpread" -}}
{{- range list "kubernetes.io/hostname" "topology.kubernetes.io/zone" }}
- topologyKey: {{ . }}
  maxSkew: 1
  whenUnsatisfiable: ScheduleAnyway
  labelSelector:
    matchLabels: {{- include "patroni.memberLabels" $ | nindent 6 }}
{{- end }}
{{- end -}}
