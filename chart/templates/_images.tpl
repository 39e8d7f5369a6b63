{{/* A full image name. Call with a dict of `root`, `image` and `tag` (the default tag). */}}
{{- define "patroni.image" -}}
{{- $registry := default .image.registry (.root.Values.global).imageRegistry -}}
{{- $name := ternary (printf "%s/%s" $registry .image.repository) .image.repository (ne $registry "") -}}
{{- if .image.digest -}}
{{- printf "%s@%s" $name .image.digest -}}
{{- else -}}
{{- printf "%s:%s" $name (default .tag .image.tag) -}}
{{- end -}}
{{- end -}}

{{- define "patroni.memberImage" -}}
{{- include "patroni.image" (dict "root" . "image" .Values.image "tag" "") -}}
{{- end -}}

{{- define "patroni.hookImage" -}}
{{- include "patroni.image" (dict "root" . "image" .Values.hook.image "tag" .Chart.AppVersion) -}}
{{- end -}}

{{/* `imagePullSecrets` of every pod, the parent chart's included */}}
{{- define "patroni.imagePullSecrets" -}}
{{- with concat (default (list) .Values.imagePullSecrets) (default (list) (.Values.global).imagePullSecrets) | uniq }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- end -}}
