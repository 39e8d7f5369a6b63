{{/* Annotations of the members' pods that the chart needs; guards.yaml refuses their names. */}}
{{- define "patroni.ownPodAnnotations" -}}
kubectl.kubernetes.io/default-container: patroni
# Configuration is read at start, so a change of it has to roll; but for what is used once, when a cluster is made.
patroni-istio/config-checksum: {{ omit (include "patroni.config" . | fromYaml) "bootstrap" | toYaml | sha256sum }}
# What verify asks Postgres for: Patroni leaves out what it takes for invalid, and only its log says so.
patroni-istio/parameters: {{ include "patroni.localParameters" . | fromJson | keys | sortAlpha | join "," | quote }}
{{- with include "patroni.meshAnnotations" . }}
{{ . }}
{{- end }}
{{- end -}}
