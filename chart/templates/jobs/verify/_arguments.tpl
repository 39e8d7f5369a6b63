{{/* Arguments of verify, for the Job and for the Pod of `helm test`. */}}
{{- define "patroni.verifyArguments" -}}
{{- concat (list "verify") (include "patroni.jobTarget" . | fromJsonArray) (list "--credentials" "/etc/patroni-istio/credentials" "--window" (toString .Values.verify.windowSeconds) "--timeout" (toString .Values.verify.timeoutSeconds)) | toJson -}}
{{- end -}}
