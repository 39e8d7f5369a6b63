{{/* Members on different nodes and zones where there are any; a small cluster still gets all of them. */}}
{{- define "patroni.topologySpread" -}}
{{- range .Values.scheduling.topologySpread }}
{{- $constraint := deepCopy . }}
{{- if not (hasKey . "labelSelector") }}
{{- $_ := set $constraint "labelSelector" (dict "matchLabels" (include "patroni.memberLabels" $ | fromYaml)) }}
{{- end }}
{{ list $constraint | toYaml }}
{{- end }}
{{- end -}}

{{/* The reader's own, or the preset that is asked for. */}}
{{- define "patroni.affinity" -}}
{{- if .Values.scheduling.affinity -}}
{{- toYaml .Values.scheduling.affinity -}}
{{- else if ne .Values.scheduling.podAntiAffinity "none" -}}
{{- $term := dict "topologyKey" "kubernetes.io/hostname" "labelSelector" (dict "matchLabels" (include "patroni.memberLabels" . | fromYaml)) -}}
podAntiAffinity:
  {{- if eq .Values.scheduling.podAntiAffinity "hard" }}
  requiredDuringSchedulingIgnoredDuringExecution: {{- list $term | toYaml | nindent 4 }}
  {{- else }}
  preferredDuringSchedulingIgnoredDuringExecution: {{- list (dict "weight" 100 "podAffinityTerm" $term) | toYaml | nindent 4 }}
  {{- end }}
{{- end -}}
{{- end -}}
