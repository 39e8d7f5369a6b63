{{/* What of istio.mode and its settings cannot work, as a JSON list of sentences. */}}
{{- define "patroni.wrong.mesh" -}}
{{- $wrong := list -}}
{{- $istio := .Values.istio -}}
{{- $mode := toString $istio.mode -}}
{{- $mesh := include "patroni.mesh" . | fromJson -}}

{{- /* Settings by the modes that heed them; elsewhere they would do nothing. */ -}}
{{- $sidecars := list "mtls" "permissive" "exclude" -}}
{{- $settings := dict
  "istio.peerAuthentication.mtls" (dict "set" (eq (toString $istio.peerAuthentication.mtls) "STRICT") "in" (append $sidecars "ambient"))
  "istio.peerAuthentication.openRestApi" (dict "set" (not $istio.peerAuthentication.openRestApi) "in" (list "permissive"))
  "istio.exclude.throughProxy" (dict "set" $istio.exclude.throughProxy "in" (list "exclude"))
  "istio.ambient.plaintextClients" (dict "set" $istio.ambient.plaintextClients "in" (list "ambient"))
  "istio.sidecar.kind" (dict "set" (ne (toString $istio.sidecar.kind) "auto") "in" $sidecars)
  "istio.sidecar.revision" (dict "set" $istio.sidecar.revision "in" $sidecars)
  "istio.sidecar.proxyConfig" (dict "set" $istio.sidecar.proxyConfig "in" $sidecars)
  "istio.sidecar.excludeOutboundPorts" (dict "set" $istio.sidecar.excludeOutboundPorts "in" $sidecars)
  "istio.egress.enabled" (dict "set" $istio.egress.enabled "in" $sidecars)
  "istio.authorizationPolicy.enabled" (dict "set" $istio.authorizationPolicy.enabled "in" (list "mtls" "permissive" "ambient"))
-}}
{{- range $path, $setting := $settings -}}
{{- if and $setting.set (not (has $mode $setting.in)) -}}
{{- $wrong = append $wrong (printf "%s does nothing with istio.mode %s; leave it as it is by default, or set istio.mode to %s." $path $mode (join " or " $setting.in)) -}}
{{- end -}}
{{- end -}}

{{- if and $mesh.tls (not $istio.destinationRule.enabled) -}}
{{- $wrong = append $wrong (printf "istio.destinationRule.enabled is false with istio.mode %s, so clients' proxies would speak mTLS to a port that takes none; leave it true." $mode) -}}
{{- end -}}

{{- if include "patroni.hasSidecars" . -}}
{{- range $port := $istio.sidecar.excludeOutboundPorts -}}
{{- if has (int $port) (list 5432 8008) -}}
{{- $wrong = append $wrong (printf "istio.sidecar.excludeOutboundPorts has %v, which would take the members' side away from the proxy and leave the other; remove it, or set istio.mode to exclude, which takes 5432 away from both." $port) -}}
{{- end -}}
{{- end -}}

{{- range $name, $value := .Values.pod.annotations -}}
{{- $key := trimPrefix "traffic.sidecar.istio.io/" $name -}}
{{- $ports := regexFindAll "\\b(5432|8008)\\b" $value -1 -}}
{{- if and (has $key (list "excludeInboundPorts" "excludeOutboundPorts")) $ports -}}
{{- $wrong = append $wrong (printf "pod.annotations has %s with %s, which takes one direction away from the proxy and leaves the clients' side as it is; remove it, and set istio.mode to exclude, which brings all that belongs to it." $name (index $ports 0)) -}}
{{- end -}}
{{- if and (eq $key "excludeOutboundIPRanges") (regexMatch "/([0-9]|[12][0-9]|3[01])\\b" $value) -}}
{{- $wrong = append $wrong (printf "pod.annotations has %s %q: a range may hold the pods' network, whose traffic would go around the mesh; name single addresses (/32), or ports in istio.sidecar.excludeOutboundPorts." $name $value) -}}
{{- end -}}
{{- if and (has $key (list "includeInboundPorts" "includeOutboundIPRanges")) (ne $value "*") -}}
{{- $wrong = append $wrong (printf "pod.annotations has %s %q, which takes everything else away from the proxy, 5432 or 8008 with it; remove it." $name $value) -}}
{{- end -}}
{{- end -}}

{{- range $path, $containers := dict "pod.sidecars" .Values.pod.sidecars "pod.initContainers" .Values.pod.initContainers -}}
{{- range $container := $containers -}}
{{- if regexMatch "postStart.*(15021|15020|pilot-agent)" (toJson (default (dict) $container.lifecycle)) -}}
{{- $wrong = append $wrong (printf "%s has %s with a postStart that waits for the proxy: a classic sidecar is started after it, so both would wait for ever; remove it, because the proxy starts before the members by itself." $path $container.name) -}}
{{- end -}}
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

{{- toJson $wrong -}}
{{- end -}}
