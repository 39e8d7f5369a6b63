{{/* The spec of the Job apply. Call with a dict of `root` and `job`, its name, which is made from all the rest. */}}
{{- define "patroni.applySpec" -}}
{{- $values := .root.Values -}}
{{- $arguments := concat (list "apply") (include "patroni.jobTarget" .root | fromJsonArray) (list "--job" .job "--credentials" "/etc/patroni-istio/credentials" "--dcs" (include "patroni.dcs" .root) "--postgres-major" (toString $values.postgres.major) "--timeout" (toString $values.update.timeoutSeconds)) -}}
{{- $passwords := list "superuser-password" "replication-password" "monitor-password" "restapi-password" -}}
{{- include "patroni.jobOnce" .root }}
activeDeadlineSeconds: {{ add (int $values.update.timeoutSeconds) 30 }}
{{- with int $values.update.keepJobSeconds }}
ttlSecondsAfterFinished: {{ . }}
{{- end }}
template:
  metadata:
    labels: {{- include "patroni.jobLabels" (dict "root" .root "component" "apply") | nindent 6 }}
  spec: {{- include "patroni.jobPodSpec" (dict "root" .root "account" (include "patroni.applyName" .root) "arguments" $arguments "passwords" $passwords) | nindent 4 }}
{{- end -}}
