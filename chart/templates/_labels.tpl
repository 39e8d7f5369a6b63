{{/* What selects; nothing with a version, because selectors and claim templates cannot change. */}}
{{- define "patroni.selectorLabels" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "patroni.labels" -}}
{{ include "patroni.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- with .Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* Labels of the members' pods. The scope label makes a pod a member to Patroni. */}}
{{- define "patroni.memberLabels" -}}
{{ include "patroni.selectorLabels" . }}
app.kubernetes.io/component: member
patroni-istio/scope: {{ include "patroni.fullname" . }}
{{- end -}}
