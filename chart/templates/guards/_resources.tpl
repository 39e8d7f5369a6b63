{{/* What Kubernetes would refuse of amounts and of Services' addresses in the middle of an install, as a JSON list of sentences. */}}
{{- define "patroni.wrong.resources" -}}
{{- $wrong := list -}}

{{- range $path, $resources := dict "resources" .Values.resources "hook.resources" .Values.hook.resources "istio.sidecar.resources" .Values.istio.sidecar.resources -}}
{{- $limits := default (dict) (default (dict) $resources).limits -}}
{{- range $name, $amount := (default (dict) $resources).requests -}}
{{- $limit := get $limits $name -}}
{{- if and $amount (ne (toString $limit) "") (gt (include "patroni.quantity" $amount | float64) (include "patroni.quantity" $limit | float64)) -}}
{{- $wrong = append $wrong (printf "%s.requests.%s is %v, more than %s.limits.%s (%v); lower the first or raise the second." $path $name $amount $path $name $limit) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- range $name, $service := dict "primary" .Values.service.primary "replicas" .Values.service.replicas -}}
{{- if and (eq (len (default (list) $service.ipFamilies)) 2) (not (contains "DualStack" $service.ipFamilyPolicy)) -}}
{{- $wrong = append $wrong (printf "service.%s.ipFamilies has two families, but service.%s.ipFamilyPolicy is %q, which gives one address; set it to PreferDualStack or RequireDualStack, or leave one family." $name $name $service.ipFamilyPolicy) -}}
{{- end -}}
{{- end -}}

{{- toJson $wrong -}}
{{- end -}}
