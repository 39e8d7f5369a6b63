{{/* The spec of the Job apply, without its name, which is made from it. */}}
{{- define "patroni.applySpec" -}}
{{- include "patroni.jobOnce" . }}
activeDeadlineSeconds: {{ add (int .Values.update.timeoutSeconds) 30 }}
{{- with int .Values.update.keepJobSeconds }}
ttlSecondsAfterFinished: {{ . }}
{{- end }}
{{- end -}}

{{- define "patroni.applyArguments" -}}
{{- concat (list "apply") (include "patroni.jobTarget" . | fromJsonArray) (list "--job" (include "patroni.applyJobName" .) "--credentials" "/etc/patroni-istio/credentials" "--dcs" (include "patroni.dcs" .) "--timeout" (toString .Values.update.timeoutSeconds)) | toJson -}}
{{- end -}}
