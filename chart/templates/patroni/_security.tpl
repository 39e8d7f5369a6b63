{{/* The chart's securityContext with what the values have otherwise; null takes a field away. Call with a dict of `own` (YAML)
     and `given`. */}}
{{- define "patroni.overridden" -}}
{{- $context := mustMergeOverwrite (fromYaml .own) (default (dict) .given) -}}
{{- range $field, $value := default (dict) .given -}}{{- if kindIs "invalid" $value -}}{{- $_ := unset $context $field -}}{{- end -}}{{- end -}}
{{- toYaml $context -}}
{{- end -}}

{{- define "patroni.podSecurityContext" -}}
{{- include "patroni.overridden" (dict "own" (include "patroni.ownPodSecurityContext" .) "given" .Values.pod.securityContext) -}}
{{- end -}}

{{- define "patroni.ownPodSecurityContext" -}}
runAsNonRoot: true
{{- include "patroni.ownUser" (dict "root" . "id" 999) }}
fsGroupChangePolicy: OnRootMismatch
seccompProfile: { type: RuntimeDefault }
{{- end -}}

{{- define "patroni.memberSecurityContext" -}}
{{- include "patroni.overridden" (dict "own" (include "patroni.containerSecurityContext" .) "given" .Values.pod.containerSecurityContext) -}}
{{- end -}}

{{/* As whom a pod runs, unless the platform says so. Call with a dict of `root` and `id`. */}}
{{- define "patroni.ownUser" -}}
{{- if not .root.Values.pod.platformAssignsUser }}
runAsUser: {{ .id }}
runAsGroup: {{ .id }}
fsGroup: {{ .id }}
{{- end }}
{{- end -}}

{{/* Pod Security `restricted`, and a read-only root file system */}}
{{- define "patroni.containerSecurityContext" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: { drop: [ALL] }
{{- end -}}
