{{/* What of the pods' annotations and containers cannot work with the proxy that istio.mode brings or does not bring, as a JSON list
     of sentences. */}}
{{- define "patroni.wrong.injection" -}}
{{- $wrong := list -}}
{{- $mode := toString .Values.istio.mode -}}
{{- $mesh := include "patroni.mesh" . | fromJson -}}
{{- $hasSidecars := include "patroni.hasSidecars" . -}}

{{- if $hasSidecars -}}
{{- $own := include "patroni.meshAnnotations" . | fromYaml | keys -}}
{{- range $name, $value := .Values.pod.annotations -}}
{{- /* One that the chart sets itself is refused by its name. */ -}}
{{- $key := ternary (trimPrefix "traffic.sidecar.istio.io/" $name) "" (and (hasPrefix "traffic.sidecar.istio.io/" $name) (not (has $name $own))) -}}
{{- $items := list -}}
{{- range splitList "," $value -}}{{- with trim . -}}{{- $items = append $items (regexReplaceAll "^0+(\\d)" . "${1}") -}}{{- end -}}{{- end -}}

{{- if has $key (list "excludeInboundPorts" "excludeOutboundPorts") -}}
{{- range $port := list "5432" "8008" -}}
{{- if has $port $items -}}
{{- $wrong = append $wrong (printf "pod.annotations has %s with %s, which takes one direction past the proxy and leaves the other, and clients' proxies, as they are; remove it%s." $name $port (include "patroni.wayPastProxies" (dict "port" $port "mode" $mode))) -}}
{{- end -}}
{{- end -}}

{{- else if eq $key "excludeOutboundIPRanges" -}}
{{- $ranges := list -}}
{{- range $items -}}{{- if not (regexMatch "^([0-9.]+/32|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*/128)$" .) -}}{{- $ranges = append $ranges . -}}{{- end -}}{{- end -}}
{{- with $ranges -}}
{{- $wrong = append $wrong (printf "pod.annotations has %s with %s, no single address: a range may hold the network of the pods, whose traffic would go past the proxies; name addresses with /32, or /128 in IPv6, or ports in istio.sidecar.excludeOutboundPorts." $name (join " and " .)) -}}
{{- end -}}

{{- else if and (eq $key "includeInboundPorts") (ne $value "*") -}}
{{- $bypass := ternary (list "5432") list (eq $mesh.path "bypass") -}}
{{- $isWhole := true -}}
{{- range $port := list "5432" "8008" -}}{{- if eq (has $port $items) (has $port $bypass) -}}{{- $isWhole = false -}}{{- end -}}{{- end -}}
{{- if not $isWhole -}}
{{- $paths := ternary "5432 and 8008 have to come through the proxy" "8008 has to come through the proxy, and 5432 past it" (empty $bypass) -}}
{{- $wrong = append $wrong (printf "pod.annotations has %s %q, but with istio.mode %s %s; remove the annotation." $name $value $mode $paths) -}}
{{- end -}}

{{- else if and (eq $key "includeOutboundIPRanges") (ne $value "*") -}}
{{- $wrong = append $wrong (printf "pod.annotations has %s %q, and what is outside of it, which may be the network of the pods, would go past the proxies; remove it, and name what is to go past them in istio.sidecar.excludeOutboundPorts." $name $value) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- if eq $mesh.path "ambient" -}}
{{- range $name := keys (default (dict) .Values.pod.annotations) | sortAlpha -}}
{{- if or (contains "sidecar.istio.io/" $name) (eq $name "proxy.istio.io/config") -}}
{{- $wrong = append $wrong (printf "pod.annotations has %s with istio.mode ambient, which has no sidecar to heed it; remove it, or set istio.mode to mtls." $name) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- $why := ternary "the chart has the proxy start first, and where it came second both would wait for ever" (printf "with istio.mode %s there is none, so it would wait for ever" $mode) (eq $hasSidecars "true") -}}
{{- range $path, $containers := dict "pod.sidecars" .Values.pod.sidecars "pod.initContainers" .Values.pod.initContainers -}}
{{- range $container := $containers -}}
{{- if regexMatch "\\b(15020|15021|pilot-agent)\\b" (get (default (dict) $container.lifecycle) "postStart" | toJson) -}}
{{- $wrong = append $wrong (printf "%s has %s with a postStart that waits for the proxy: %s; remove the postStart." $path $container.name $why) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- toJson $wrong -}}
{{- end -}}
