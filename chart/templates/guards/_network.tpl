{{/* What of ports, Services and the mesh cannot work, as a JSON list of sentences. */}}
{{- define "patroni.wrong.network" -}}
{{- $wrong := list -}}
{{- $inMesh := include "patroni.inMesh" . -}}
{{- $mesh := include "patroni.mesh" . | fromJson -}}

{{- range $name, $service := dict "primary" .Values.service.primary "replicas" .Values.service.replicas -}}
{{- $types := dict "nodePort" (list "NodePort" "LoadBalancer") "loadBalancerClass" (list "LoadBalancer") "loadBalancerSourceRanges" (list "LoadBalancer") -}}
{{- range $key, $needs := $types -}}
{{- if and (get $service $key) (not (has $service.type $needs)) -}}
{{- $wrong = append $wrong (printf "service.%s.%s does nothing with service.%s.type %s; remove it, or set the type to %s." $name $key $name $service.type (join " or " $needs)) -}}
{{- end -}}
{{- end -}}
{{- if and (not $mesh.outside) (ne $service.type "ClusterIP") -}}
{{- $wrong = append $wrong (printf "service.%s.type is %s with istio.mode %s, whose proxies refuse clients from outside of a STRICT mesh; leave it ClusterIP and let clients in through an ingress gateway of Istio, or set %s." $name $service.type $.Values.istio.mode (ternary "istio.ambient.plaintextClients to true" "istio.mode to permissive" (eq $mesh.path "ambient"))) -}}
{{- end -}}
{{- if and (include "patroni.hasNetworkPolicy" $) (ne $service.type "ClusterIP") (not (contains "\"ipBlock\":" (toJson $.Values.networkPolicy.clients))) -}}
{{- $wrong = append $wrong (printf "service.%s.type is %s, but the NetworkPolicy lets in the clients of networkPolicy.clients alone, of which none is an ipBlock, so none is outside of the cluster; add {ipBlock: {cidr: ...}} there, leave the type ClusterIP, or set networkPolicy.render to never." $name $service.type) -}}
{{- end -}}
{{- end -}}

{{- with .Values.service -}}
{{- if and .primary.nodePort (eq (int .primary.nodePort) (int .replicas.nodePort)) -}}
{{- $wrong = append $wrong (printf "service.primary.nodePort and service.replicas.nodePort are both %v; a port of a node leads to one Service, so change one, or leave one 0." .primary.nodePort) -}}
{{- end -}}
{{- end -}}

{{- $taken := ternary "5432, 8008 and the proxy's 15000 to 15090" "5432 and 8008" (eq $inMesh "true") -}}
{{- range $path, $containers := dict "pod.sidecars" .Values.pod.sidecars "pod.initContainers" .Values.pod.initContainers -}}
{{- range $container := $containers -}}
{{- range $container.ports -}}
{{- $port := int .containerPort -}}
{{- if or (has $port (list 5432 8008)) (and $inMesh (ge $port 15000) (le $port 15090)) -}}
{{- $wrong = append $wrong (printf "%s has %s with containerPort %v; the containers of a pod share its ports, of which %s are taken; choose another." $path $container.name $port $taken) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- if $inMesh -}}
{{- $contexts := dict "pod.securityContext" .Values.pod.securityContext "pod.containerSecurityContext" .Values.pod.containerSecurityContext -}}
{{- range $path, $list := dict "pod.sidecars" .Values.pod.sidecars "pod.initContainers" .Values.pod.initContainers -}}
{{- range $container := $list -}}
{{- $contexts = set $contexts (printf "%s (%s) securityContext" $path $container.name) (default (dict) $container.securityContext) -}}
{{- end -}}
{{- end -}}
{{- range $path, $context := $contexts -}}
{{- range $field := list "runAsUser" "runAsGroup" -}}
{{- if eq (toString (get $context $field)) "1337" -}}
{{- $wrong = append $wrong (printf "%s.%s is 1337, which is the proxy's own, so what this container sends would go around the mesh; choose another." $path $field) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- toJson $wrong -}}
{{- end -}}
