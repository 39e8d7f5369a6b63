{{/* What is added to the members' pods and cannot work there, as a JSON list of sentences. Names of the chart are in _names.tpl. */}}
{{- define "patroni.wrong.pod" -}}
{{- $wrong := list -}}
{{- $pod := .Values.pod -}}

{{- /* Variables of Patroni win over patroni.yaml; these are of settings that neither the values nor the chart have. */ -}}
{{- $own := include "patroni.namesIn" (include "patroni.memberEnv" . | fromYamlArray) | fromJsonArray -}}
{{- range $pod.extraEnv -}}
{{- $free := regexMatch "^PATRONI_(LOG_.*|THREAD_.*|KUBERNETES_(RETRIABLE_HTTP_CODES|BYPASS_API_SERVICE))$" .name -}}
{{- if and (hasPrefix "PATRONI_" .name) (not $free) (not (has .name $own)) -}}
{{- $wrong = append $wrong (printf "pod.extraEnv has %s, which would win over what this chart writes into patroni.yaml; remove it, and use the values below patroni and postgres." .name) -}}
{{- end -}}
{{- /* What Patroni and PostgreSQL themselves do not say in their connections, so that libpq asks the environment. */ -}}
{{- if has .name (list "PGHOSTADDR" "PGPASSWORD" "PGSERVICE" "PGTARGETSESSIONATTRS" "PGREQUIREAUTH" "PGCHANNELBINDING") -}}
{{- $wrong = append $wrong (printf "pod.extraEnv has %s, which libpq would heed in the connections of Patroni and of replication, too; remove it, and set it where the program is started that needs it." .name) -}}
{{- end -}}
{{- end -}}

{{- $containers := concat (default (list) $pod.sidecars) (default (list) $pod.initContainers) -}}
{{- $lists := dict "pod.extraEnv" $pod.extraEnv "pod.extraVolumes" $pod.extraVolumes "pod.sidecars and pod.initContainers" $containers -}}
{{- range $containers -}}{{- $lists = set $lists (printf "ports of the container %s" .name) .ports -}}{{- end -}}
{{- range $path, $list := $lists -}}
{{- $names := include "patroni.namesIn" $list | fromJsonArray | compact -}}
{{- if ne (len $names) (len (uniq $names)) -}}
{{- $wrong = append $wrong (printf "%s: a name is there twice (%s); choose another." $path (join ", " $names)) -}}
{{- end -}}
{{- end -}}

{{- $mounts := include "patroni.memberVolumeMounts" . | fromYamlArray -}}
{{- $volumes := concat (include "patroni.memberVolumes" . | fromYamlArray) $mounts (default (list) $pod.extraVolumes) -}}
{{- $names := include "patroni.namesIn" $volumes | fromJsonArray | uniq -}}
{{- $paths := list -}}{{- range $mounts -}}{{- $paths = append $paths .mountPath -}}{{- end -}}
{{- range $pod.extraVolumeMounts -}}
{{- $path := default "" .mountPath | toString | clean -}}
{{- if has $path $paths -}}
{{- $wrong = append $wrong (printf "pod.extraVolumeMounts has %s, where another volume is already; choose another mountPath." .mountPath) -}}
{{- end -}}
{{- $paths = append $paths $path -}}
{{- if not (has .name $names) -}}
{{- $wrong = append $wrong (printf "pod.extraVolumeMounts has %s, but no volume of that name is there; add it to pod.extraVolumes, or take one of %s." .name (join ", " $names)) -}}
{{- end -}}
{{- end -}}

{{- toJson $wrong -}}
{{- end -}}
