{{/* Settings that would do nothing beside the others, as a JSON list of sentences. Those that depend on istio.mode are in _mesh.tpl. */}}
{{- define "patroni.wrong.idle" -}}
{{- $wrong := list -}}
{{- $storage := .Values.storage -}}
{{- $patroni := .Values.patroni -}}
{{- $scheduling := .Values.scheduling -}}

{{- $noWal := dict "is" (not $storage.wal.enabled) "with" "storage.wal.enabled false" "or" "set storage.wal.enabled to true" -}}
{{- $asynchronous := dict "is" (eq (toString $patroni.synchronousMode) "off") "with" "patroni.synchronousMode off" "or" "set patroni.synchronousMode to \"on\" or quorum" -}}
{{- $own := dict "is" $scheduling.affinity "with" "scheduling.affinity, which replaces it" "or" "write a podAntiAffinity into scheduling.affinity" -}}
{{- $settings := list
  (dict "path" "storage.wal.size" "set" (ne (toString $storage.wal.size) "5Gi") "idle" $noWal)
  (dict "path" "storage.wal.storageClass" "set" $storage.wal.storageClass "idle" $noWal)
  (dict "path" "patroni.synchronousModeStrict" "set" $patroni.synchronousModeStrict "idle" $asynchronous)
  (dict "path" "patroni.synchronousNodeCount" "set" (ne (int $patroni.synchronousNodeCount) 1) "idle" $asynchronous)
  (dict "path" "scheduling.podAntiAffinity" "set" (eq (toString $scheduling.podAntiAffinity) "hard") "idle" $own)
-}}
{{- range $section, $key := dict "authorizationPolicy" "clients" "egress" "hosts" -}}
{{- $values := get $.Values.istio $section -}}
{{- $switch := printf "istio.%s.enabled" $section -}}
{{- $off := dict "is" (not $values.enabled) "with" (printf "%s false" $switch) "or" (printf "set %s to true" $switch) -}}
{{- $settings = append $settings (dict "path" (printf "istio.%s.%s" $section $key) "set" (get $values $key) "idle" $off) -}}
{{- end -}}
{{- range $name, $service := dict "primary" .Values.service.primary "replicas" .Values.service.replicas -}}
{{- $type := printf "service.%s.type" $name -}}
{{- $inside := dict "is" (eq (toString $service.type) "ClusterIP") "with" (printf "%s ClusterIP" $type) "or" (printf "set %s to NodePort or LoadBalancer" $type) -}}
{{- $settings = append $settings (dict "path" (printf "service.%s.externalTrafficPolicy" $name) "set" (eq (toString $service.externalTrafficPolicy) "Local") "idle" $inside) -}}
{{- end -}}

{{- range $settings -}}
{{- if and .set .idle.is -}}
{{- $wrong = append $wrong (printf "%s does nothing with %s; leave it as it is by default, or %s." .path .idle.with .idle.or) -}}
{{- end -}}
{{- end -}}

{{- toJson $wrong -}}
{{- end -}}
